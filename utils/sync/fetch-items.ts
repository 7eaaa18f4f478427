import { SyncFailure } from '../model/sync-failure.ts'
import type { Received } from '../record/receive-record.ts'
import type { RecordKind } from '../record/record.ts'
import { askPlainly } from './ask-server.ts'
import { lookAt, type Pass } from './pass.ts'
import type { Which } from './protocol.ts'
import { readFetch } from './read-answer.ts'
import { readItems } from './store-items.ts'

/** Far more than the largest library takes: whoever still has more then would never come to an end. */
const MOST_PAGES = 2000

/** Whole records by what they are called, however many answers they take. */
export async function fetchItems(pass: Pass, kind: RecordKind, which: Which): Promise<Received[]> {
  const { epoch } = await lookAt(pass, (reader) => reader.cursor())
  const found: Received[] = []
  let past = ''
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await askPlainly(
      pass,
      () => pass.server.fetch(epoch, kind, which, past),
      readFetch,
    )
    const items = readItems(pass, answer.items, answer.now)
    found.push(...items.filter(({ record }) => record.kind === kind))
    if (!answer.more) return found
    const last = items.at(-1)?.record.uid ?? ''
    if (last <= past) throw new SyncFailure('bad-answer', 'past')
    past = last
  }
  throw new SyncFailure('bad-answer', 'more')
}
