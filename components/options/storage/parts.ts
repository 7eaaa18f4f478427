import type { MessageKey } from '../../../utils/i18n/t.ts'
import type { Figures } from './use-storage.ts'

/** One stretch of the bar. */
export interface Part {
  name: MessageKey
  /** A tag's colour: there are nine, told apart in both themes. */
  colour: string
  bytes: number
}

/** The stretches of the bar, largest things a reader knows first; empty ones are left out. */
export function partsOf({ use, usage }: Figures): Part[] {
  const { kinds, undo } = use
  const known = Object.values(kinds).reduce((sum, each) => sum + each, undo)
  const parts: Part[] = [
    { name: 'storage.pages', colour: 'blue', bytes: kinds.pages },
    { name: 'storage.images', colour: 'teal', bytes: kinds.images },
    { name: 'storage.fonts', colour: 'purple', bytes: kinds.fonts },
    { name: 'storage.media', colour: 'pink', bytes: kinds.media },
    { name: 'storage.screenshots', colour: 'orange', bytes: kinds.screenshots },
    { name: 'storage.thumbnails', colour: 'yellow', bytes: kinds.thumbnails },
    { name: 'storage.text', colour: 'green', bytes: kinds.text },
    { name: 'storage.undo', colour: 'red', bytes: undo },
    // The browser's figure lags behind and may be the smaller one.
    { name: 'storage.other', colour: 'grey', bytes: Math.max(0, usage - known) },
  ]
  return parts.filter(({ bytes }) => bytes > 0)
}
