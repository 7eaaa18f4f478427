import type { PageHost } from './page-context.ts'

/** What this run of the page script is given besides what it always has. */
type Given = Pick<PageHost, 'options' | 'mhtml' | 'readSelection'>

/** Our own world of the page; no element or frame of its can have a symbol for its name. */
const ours = globalThis as unknown as Record<symbol, Given | undefined>
const NAME = Symbol.for('linkshot')

/** In a script that runs right before the page script, with what that needs to keep a selection alone. */
export function giveSelection(readSelection: NonNullable<Given['readSelection']>): void {
  ours[NAME] = { ...ours[NAME], readSelection }
}

/** In a script that runs right before the page script, where the browser's MHTML may be asked for. */
export function giveMhtml(): void {
  ours[NAME] = { ...ours[NAME], mhtml: true }
}

/** What was put down for this run of the page script; the next begins without. */
export function takeGiven(): Given {
  const given = ours[NAME]
  delete ours[NAME]
  return given ?? {}
}
