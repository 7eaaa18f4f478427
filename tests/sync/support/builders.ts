import { editRecord } from '../../../utils/record/edit-record.ts'
import { blankLocal } from '../../../utils/record/receive-record.ts'
import type { Json } from '../../../utils/record/record.ts'
import type { LocalRecord } from '../../../utils/record/replica.ts'
import { withUnsent } from '../../../utils/record/unsent-parts.ts'
import { blankValues } from '../../support/blank-values.ts'

export const START = Date.UTC(2026, 0, 1)
const A = 'aaaaaaaa'

/** A stamp some seconds after the beginning. */
export const at = (seconds: number, device = A): string =>
  `${(START + seconds * 1000).toString(16).padStart(12, '0')}-0000-${device}`

/** A uid that sorts by its number. */
export const uid = (number: number): string =>
  `${number.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`

export const { link: LINK, tag: TAG } = blankValues(START)

/** Made and unsent. */
export const newLink = (
  number: number,
  values: Record<string, Json> = {},
  { tags = [], seconds = 1 }: { tags?: number[]; seconds?: number } = {},
): LocalRecord =>
  editRecord(
    blankLocal('link', uid(number)),
    { values: { ...LINK, ...values }, add: tags.map(uid) },
    at(seconds),
  )

export const newTag = (
  number: number,
  values: Record<string, Json> = {},
  seconds = 1,
): LocalRecord =>
  editRecord(blankLocal('tag', uid(number)), { values: { ...TAG, ...values } }, at(seconds))

export const newSnapshot = (number: number, link: number, seconds = 1): LocalRecord =>
  editRecord(
    blankLocal('snapshot', uid(number)),
    { values: { link: uid(link), url: '', title: '', capturedAt: START, data: {} } },
    at(seconds),
  )

/** As it is once the server has it. */
export const known = (local: LocalRecord, seq = 1): LocalRecord => ({
  ...withUnsent(local, undefined),
  seq,
  round: 1,
})
