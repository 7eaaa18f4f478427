import type { Client, ClientConfig } from 'pg'

export interface LocalPostgres {
  pid: number
  port: number
  /** By the socket. */
  config(database: string, user?: string): ClientConfig
  /** By the loopback port, with its password. */
  url(database: string, user?: string): string
  createDatabase(name: string, template?: string): Promise<void>
  createBareDatabase(name: string): Promise<void>
  stop(): Promise<void>
}

export function startPostgres(options?: {
  durable?: boolean
  settings?: string[]
}): Promise<LocalPostgres>
export function withClient<T>(
  config: ClientConfig,
  work: (client: Client) => Promise<T>,
): Promise<T>
export function migrationNames(): string[]
export function applyMigrations(client: Client, names?: string[]): Promise<void>
