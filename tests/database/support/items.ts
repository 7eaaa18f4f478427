import { randomUUID } from 'node:crypto'
import type { Json, RecordKind } from '../../../utils/record/record.ts'
import { type Stamp, stampOf } from '../../../utils/record/stamp.ts'
import type { Item } from '../../../utils/sync/protocol.ts'

const START = Date.UTC(2026, 0, 1)

/** The stamp of the n-th edit of a test. */
export const at = (n: number, device = 'a1b2c3d4'): Stamp => stampOf(START + n, 0, device)

/** What is told of one record, all of it with one stamp. */
export const item = (
  kind: RecordKind,
  fields: Record<string, Json>,
  n = 1,
  uid: string = randomUUID(),
): Item => ({ kind, uid, sets: [[at(n), fields]] })

export const deletion = (kind: RecordKind, uid: string, n: number): Item => ({
  kind,
  uid,
  sets: [],
  deleted: at(n),
})

/** A link with all its fields, as a browser sends a new one. */
export const wholeLink = (n = 1, fields: Record<string, Json> = {}): Item =>
  item(
    'link',
    {
      url: `https://site.example/${n}`,
      urlKey: `site.example/${n}`,
      keyRules: 3,
      canonical: '',
      title: `Page ${n}`,
      lang: 'en',
      note: '',
      state: 'inbox',
      before: 'inbox',
      starred: 0,
      icon: '',
      createdAt: START + n,
      mergedInto: '',
      ...fields,
    },
    n,
  )
