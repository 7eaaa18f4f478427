import { createHash } from 'node:crypto'
import type { HashText } from '../../../utils/record/digest-record.ts'

export const hashNow = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Done at once: a simulation must not wait for another thread. */
export const hashText: HashText = (text) => Promise.resolve(hashNow(text))
