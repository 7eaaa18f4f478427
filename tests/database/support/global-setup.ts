import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../../supabase/local/postgres.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the cluster of this run is; files make databases of their own in it. */
    cluster: { folder: string; port: number; password: string }
  }
}

/** One cluster for all files: it takes a second and a half to make. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  await server.createBareDatabase('linkshot_bare')
  const { host = '', port = 0, password = '' } = server.config('postgres')
  project.provide('cluster', { folder: host, port, password: String(password) })
  return server.stop
}
