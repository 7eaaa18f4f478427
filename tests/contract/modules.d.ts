/** What the tests use of the stand-in, which is plain JavaScript so that the demo runs it. */
declare module '*/supabase/local/stand-in.mjs' {
  interface Fault {
    path: RegExp
    method?: string
    times?: number
    skip?: number
    delay?: number
    answer?: { status: number; body?: unknown; headers?: Record<string, string> }
    cut?: 'before' | 'after' | 'middle'
  }
  interface Settings {
    providers: string[]
    redirectUrls: string[]
    siteUrl: string
    tokenSeconds: number
    reuseSeconds: number
    codeSeconds: number
    signUps: boolean
    fileLimit: number
    /** The folder of bodies. */
    files: string
    secret: string
  }
  export interface StandIn {
    url: string
    keys: { publishable: string; secret: string; anon: string; service: string }
    faults: { add(fault: Fault): void; clear(): void }
    settings: Settings
    pool: import('pg').Pool
    signIn(
      name: string,
      provider?: string,
    ): Promise<{ access_token: string; refresh_token: string; user: { id: string } }>
    close(): Promise<void>
  }
  export function startStandIn(
    options: Partial<Settings> & { connection: import('pg').PoolConfig; port?: number },
  ): Promise<StandIn>
}

declare module '*/supabase/local/auth/redirect-allowed.mjs' {
  export function isRedirectAllowed(address: string, site: string, allowed: string[]): boolean
}
