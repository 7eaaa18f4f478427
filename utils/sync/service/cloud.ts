import { createSessions, type Sessions } from '../../auth/sessions.ts'
import { type AccountStore, createAccountStore } from '../../db/account.ts'
import type { BodyServer, SyncServer } from '../protocol.ts'
import { supabaseServer } from '../supabase-server.ts'

/** What sync needs of the cloud: whose it is, and how it is asked. */
export interface Cloud {
  store: AccountStore
  sessions: Sessions
  server: SyncServer & BodyServer
}

/** The cloud of this browser. Only the background has one. */
export function createCloud(): Cloud {
  const store = createAccountStore()
  const sessions = createSessions({ store })
  return { store, sessions, server: supabaseServer(sessions) }
}
