/**
 * Bodies on their way: a version whose bodies are to be sent, one whose bodies are to be fetched, or a large upload
 * that was begun. And versions whose bodies went to make room or came because somebody opened them, with the time.
 */
export type TransferRow =
  | { id: string; way: 'up' | 'down'; snapshot: string }
  | { id: string; way: 'begun'; upload: string }
  | { id: string; way: 'freed' | 'opened'; snapshot: string; at: number }

export const transferId = (way: TransferRow['way'], name: string): string => `${way}:${name}`

/** Says that a version came, whose bodies may be fetched. */
export const downloadOf = (snapshot: string): TransferRow => ({
  id: transferId('down', snapshot),
  way: 'down',
  snapshot,
})

/** Says that a version's bodies went to make room: they come when somebody opens it, and not before. */
export const freedOf = (snapshot: string, at: number): TransferRow => ({
  id: transferId('freed', snapshot),
  way: 'freed',
  snapshot,
  at,
})

/** Says that a version's bodies came because somebody opened it. */
export const openedOf = (snapshot: string, at: number): TransferRow => ({
  id: transferId('opened', snapshot),
  way: 'opened',
  snapshot,
  at,
})

/** Says that a version's bodies are to be sent. */
export const uploadOf = (snapshot: string): TransferRow => ({
  id: transferId('up', snapshot),
  way: 'up',
  snapshot,
})
