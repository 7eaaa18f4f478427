import { askFrames } from '../platform/scripting.ts'
import { within } from '../shared/wait.ts'

/** What a frame says of its selection, and of its place. */
export interface FrameSelection {
  /** As the page script would name it. */
  key: string
  selected: boolean
  /** The reader is in this very document, not in a frame of it. */
  here: boolean
}

/** Runs in the page. Self-contained, since its source alone travels. */
export function describeSelection(): FrameSelection {
  const selection = document.getSelection()
  const places: (number | string)[] = []
  for (let child: Window = window; child !== child.parent; child = child.parent) {
    const { parent } = child
    let place = 0
    while (place < parent.length && parent[place] !== child) place++
    places.unshift(place < parent.length ? place : '?')
  }
  // Of a selection in a shadow tree browsers tell its text at least.
  const selected = selection !== null && (!selection.isCollapsed || String(selection) !== '')
  return {
    key: ['0', ...places].join('.'),
    selected,
    here: !/^i?frame$/i.test(document.activeElement?.tagName ?? ''),
  }
}

/** The frame whose selection is meant: the one the reader is in, else the first with any; -1 for none. */
export async function findSelection(tabId: number): Promise<number> {
  const frames = (await askFrames(tabId, describeSelection)).filter(({ answer }) => answer.selected)
  return (frames.find(({ answer }) => answer.here) ?? frames[0])?.frameId ?? -1
}

/** A frame that doesn't answer must not keep the others from it. */
const ASK_MS = 2000

/** A frame that the page script is to be run in, and the name it is to go by. */
export interface NamedFrame {
  frameId: number
  key: string
}

/** A frame and those inside of it, named as if it were the page. */
export async function framesWithin(tabId: number, frameId: number): Promise<NamedFrame[]> {
  const frames = await within(askFrames(tabId, describeSelection), ASK_MS, undefined)
  // One of them hangs: what is in the frame itself can be had.
  if (!frames) return [{ frameId, key: '0' }]
  const root = frames.find((each) => each.frameId === frameId)?.answer.key
  if (root === undefined) return []
  return frames
    .filter(({ answer: { key } }) => key === root || key.startsWith(`${root}.`))
    .map((each) => ({ frameId: each.frameId, key: `0${each.answer.key.slice(root.length)}` }))
}
