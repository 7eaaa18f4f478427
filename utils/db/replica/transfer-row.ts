/**
 * Bodies on their way: a version whose bodies are to be sent, one whose bodies are to be fetched, or a large upload
 * that was begun.
 */
export type TransferRow =
  | { id: string; way: 'up' | 'down'; snapshot: string }
  | { id: string; way: 'begun'; upload: string }

export const transferId = (way: TransferRow['way'], name: string): string => `${way}:${name}`

/** Says that a version came, whose bodies may be fetched. */
export const downloadOf = (snapshot: string): TransferRow => ({
  id: transferId('down', snapshot),
  way: 'down',
  snapshot,
})

/** Says that a version's bodies are to be sent. */
export const uploadOf = (snapshot: string): TransferRow => ({
  id: transferId('up', snapshot),
  way: 'up',
  snapshot,
})
