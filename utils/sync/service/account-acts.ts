import { checkProject } from '../../auth/check-project.ts'
import { signIn } from '../../auth/sign-in.ts'
import { signOut } from '../../auth/sign-out.ts'
import { stopTracking } from '../../db/replica/start-tracking.ts'
import { libraryOf, NO_ACCOUNT } from '../../model/account.ts'
import type { ProjectAnswer, SignInAnswer } from '../../model/cloud.ts'
import { SyncFailure } from '../../model/sync-failure.ts'
import { openSignIn, redirectAddress } from '../../platform/identity.ts'
import { removeBodies } from '../bodies/remove-bodies.ts'
import { type BodiesAnswer, type FailedAnswer, PROTOCOL } from '../protocol.ts'
import { openLibrary } from './account-library.ts'
import type { Cloud } from './cloud.ts'

/** Looks at a project and remembers one that can be synced with; another one than before is signed in to anew. */
export async function useProject(
  { store }: Cloud,
  address: string,
  key: string,
): Promise<ProjectAnswer> {
  const check = await checkProject(address, key, PROTOCOL)
  if (!check.ok) return check
  const account = await store.read()
  const isSame = account.url === check.url
  await store.write({ ...(isSame ? account : NO_ACCOUNT), url: check.url, key: check.key })
  return check
}

/** What the project that was chosen lets people sign in with. */
export async function projectProviders(cloud: Cloud): Promise<ProjectAnswer> {
  const { url, key } = await cloud.store.read()
  return useProject(cloud, url, key)
}

export const forgetProject = ({ store }: Cloud): Promise<void> => store.write(NO_ACCOUNT)

/** Signs in and opens the library of whoever it is. */
export async function signInWith(
  { store, sessions }: Cloud,
  provider: string,
  takesOver: boolean,
): Promise<SignInAnswer> {
  const parts = { store, sessions, openSignIn, redirectAddress: redirectAddress() }
  // Each account has a library of its own here: nobody's goes to another one's cloud.
  const answer = await signIn(parts, provider, true)
  if (answer.ok) await openLibrary(libraryOf(await store.read()), takesOver)
  return answer
}

/** Opens the library without an account; the account's stays for the next time. */
export async function signOutOf(
  { store, sessions }: Cloud,
  scope: 'local' | 'global',
): Promise<void> {
  await signOut({ store, sessions }, scope)
  await openLibrary('', false)
}

/** Deletes all the account has in the cloud. Its library stays open here, and is no longer synced. */
export async function deleteCloudData({ store, sessions, server }: Cloud): Promise<void> {
  let answer = told(await server.reset())
  for (;;) {
    await removeBodies(sessions.withSession, answer.bodies)
    const last = answer.bodies.at(-1)
    if (!answer.more || last === undefined) break
    answer = told(await server.bodies(last))
  }
  await stopTracking()
  await signOut({ store, sessions }, 'local')
}

function told(answer: BodiesAnswer | FailedAnswer): BodiesAnswer {
  if ('error' in answer) throw new SyncFailure('bad-answer', answer.error)
  return answer
}
