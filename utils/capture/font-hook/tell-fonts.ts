import { EVENTS } from './channel.ts'
import { createSizeOf } from './size-of.ts'
import { wrapConstructor } from './wrap-constructor.ts'

/**
 * In the page's own world, before any script of the page: tells which bytes a `FontFace` was made from.
 * All it uses later is taken now, since the page may put something else in place of it.
 */
export function tellFonts(view: Window & typeof globalThis): void {
  const { FontFace, FontFaceSetLoadEvent, MessageEvent, Blob } = view
  const { apply } = view.Reflect
  const { dispatchEvent } = view.EventTarget.prototype
  const sizeOf = createSizeOf(view)
  const target = offerTarget(view)
  const send = (event: Event) => apply(dispatchEvent, target, [event])

  wrapConstructor(view, 'FontFace', FontFace, (face, source) => {
    try {
      if (!sizeOf(source)) return
      // Copied at once: the page may use the buffer again for something else.
      const bytes = new Blob([source as BlobPart])
      send(new FontFaceSetLoadEvent(EVENTS.face, { fontfaces: [face] }))
      send(new MessageEvent(EVENTS.bytes, { data: bytes }))
    } catch {
      // The page has its face; that we don't have it is what would be without the hook.
    }
  })
}

/** A target of events that our own script gets, whichever of the two runs first. */
function offerTarget(view: Window & typeof globalThis): EventTarget {
  const target = new view.EventTarget()
  const offer = () => {
    view.dispatchEvent(new view.FocusEvent(EVENTS.offer, { relatedTarget: target }))
  }
  view.addEventListener(EVENTS.ready, offer)
  target.addEventListener(EVENTS.taken, () => view.removeEventListener(EVENTS.ready, offer), {
    once: true,
  })
  offer()
  return target
}
