import { setting } from '../../../utils/db/queries.ts'
import { send } from '../../../utils/messaging/send.ts'

const MOST = 12

/** Puts a search first among those of before; a shorter one that it goes on from is not kept beside it. */
export async function rememberSearch(text: string): Promise<void> {
  const q = text.trim()
  if (q.length === 0) return
  const before = await setting('recentSearches')
  const others = before.filter((each) => each !== q && !q.startsWith(each))
  await send('set-setting', { key: 'recentSearches', value: [q, ...others].slice(0, MOST) })
}

export const forgetSearches = (): Promise<unknown> =>
  send('set-setting', { key: 'recentSearches', value: [] })
