import { randomUUID } from 'node:crypto'
import type { Json, RecordKind } from '../../../utils/record/record.ts'
import { type Stamp, stampOf } from '../../../utils/record/stamp.ts'
import type { Item } from '../../../utils/sync/protocol.ts'
import { blankValues } from '../../support/blank-values.ts'

const START = Date.UTC(2026, 0, 1)

/** The stamp of the n-th edit of a test. */
export const at = (n: number, device = 'a1b2c3d4'): Stamp => stampOf(START + n, 0, device)

const BLANK = blankValues(START)

/** An edit of the record with that uid, or a new record, whole. All of it has one stamp. */
export const item = (
  kind: RecordKind,
  fields: Record<string, Json>,
  n = 1,
  uid?: string,
): Item => ({
  kind,
  uid: uid ?? randomUUID(),
  sets: [[at(n), uid === undefined ? { ...BLANK[kind], ...fields } : fields]],
})

export const deletion = (kind: RecordKind, uid: string, n: number): Item => ({
  kind,
  uid,
  sets: [],
  deleted: at(n),
})

/** A link as a browser sends a new one. */
export const wholeLink = (n = 1, fields: Record<string, Json> = {}): Item =>
  item(
    'link',
    {
      url: `https://site.example/${n}`,
      urlKey: `site.example/${n}`,
      title: `Page ${n}`,
      createdAt: START + n,
      ...fields,
    },
    n,
  )

/** The same with the uid of one that is there, or was. */
export const wholeAgain = (uid: string, fields: Record<string, Json>, n: number): Item => ({
  ...wholeLink(n, fields),
  uid,
})
