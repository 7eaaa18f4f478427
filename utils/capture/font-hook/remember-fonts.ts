import { EVENTS, MOST_BYTES } from './channel.ts'

/** The bytes of a font, '' type: nobody has looked at what they are. */
export type FontBytes = (face: FontFace) => Blob | undefined

/** Seen by scripts of ours only: worlds share the document, not what script puts on its window. */
interface OurWindow extends Window {
  linkshotFonts?: FontBytes
}

/** What a face in a window was made from, where the hook ran before the page. */
export function fontBytes(face: FontFace, view: Window | null): Blob | undefined {
  return (view as OurWindow | null)?.linkshotFonts?.(face)
}

/** In our own world: holds what the hook in the page's world tells, as long as the page holds the faces. */
export function rememberFonts(view: OurWindow & typeof globalThis): void {
  const { known, add } = createStore()
  const before = view.linkshotFonts
  view.linkshotFonts = (face) => known(face) ?? before?.(face)
  const take = ({ relatedTarget: target }: FocusEvent) => {
    if (!target) return
    view.removeEventListener(EVENTS.offer, take as EventListener)
    listen(target, add)
    target.dispatchEvent(new view.Event(EVENTS.taken))
  }
  view.addEventListener(EVENTS.offer, take as EventListener)
  view.dispatchEvent(new view.Event(EVENTS.ready))
}

/** A face and its bytes are told one right after the other. */
function listen(target: EventTarget, add: (face: FontFace, bytes: Blob) => void): void {
  let face: FontFace | undefined
  target.addEventListener(EVENTS.face, (event) => {
    face = (event as FontFaceSetLoadEvent).fontfaces[0]
  })
  target.addEventListener(EVENTS.bytes, (event) => {
    const { data } = event as MessageEvent<unknown>
    if (face && data instanceof Blob) add(face, data)
    face = undefined
  })
}

/** @param most bytes held at a time; further fonts are as if they had not been seen */
export function createStore(most = MOST_BYTES): {
  known: FontBytes
  add: (face: FontFace, bytes: Blob) => void
} {
  const held = new WeakMap<FontFace, Blob>()
  let room = most
  const freed = new FinalizationRegistry<number>((size) => {
    room += size
  })
  return {
    known: (face) => held.get(face),
    add(face, bytes) {
      if (held.has(face) || bytes.size > room) return
      room -= bytes.size
      held.set(face, bytes)
      freed.register(face, bytes.size)
    },
  }
}
