import { cidIn, NOTHING } from './addresses.ts'
import { type Bodies, CSS_TYPE } from './bodies.ts'
import type { Medium, Rendered } from './medium.ts'
import { rewriteSelectors, type SelectorChange } from './rewrite-selectors.ts'
import { attribute, dropAttribute, dropAttributeNode, nameOf, textOf } from './safe-dom.ts'
import { type Slot, srcsetText } from './slots.ts'

export interface Filling {
  bodies: Bodies
  medium: Medium
  change: SelectorChange
  /** Renders the child document of a key; undefined if it is missing or already placed elsewhere. */
  child(key: string): Promise<Rendered | undefined>
}

/** Gives every reference of a cleaned document the address its body has now. */
export async function fillSlots(slots: Slot[], filling: Filling): Promise<void> {
  await Promise.all(slots.map((slot) => fillSlot(slot, filling)))
}

function fillSlot(slot: Slot, filling: Filling): Promise<void> {
  if (slot.kind === 'source') return fillSource(slot, filling.bodies)
  if (slot.kind === 'srcset') return fillSrcset(slot, filling.bodies)
  if (slot.kind === 'style') return fillStyle(slot, filling.bodies)
  if (slot.kind === 'sheet') return fillSheet(slot, filling)
  if (slot.kind === 'link') return fillLink(slot, filling)
  if (slot.kind === 'instruction') return fillInstruction(slot, filling)
  return fillFrame(slot, filling)
}

type SlotOf<K extends Slot['kind']> = Extract<Slot, { kind: K }>

/** A missing picture stays a picture that shows its text; other things simply have no source. */
async function fillSource(slot: SlotOf<'source'>, bodies: Bodies): Promise<void> {
  const address = await bodies.address(slot.url)
  const instead = address ?? (await standIn(slot.element, bodies))
  if (instead !== undefined) slot.attribute.value = instead
  else dropAttributeNode(slot.element, slot.attribute)
}

/** A picture that was still to come and never came: what stood in its place goes on standing there. */
async function standIn(element: Element, bodies: Bodies): Promise<string | undefined> {
  if (nameOf(element) !== 'img') return undefined
  const former = attribute(element, 'data-linkshot-waited')
  if (former === null) return NOTHING
  return cidIn(former) ? bodies.address(former) : former || undefined
}

async function fillSrcset(slot: SlotOf<'srcset'>, bodies: Bodies): Promise<void> {
  const found = await Promise.all(
    slot.candidates.map(async ({ url, descriptor }) => ({
      url: cidIn(url) ? await bodies.address(url) : url,
      descriptor,
    })),
  )
  const there = found.flatMap(({ url, descriptor }) => (url ? [{ url, descriptor }] : []))
  if (there.length > 0) slot.attribute.value = srcsetText(there)
  else dropAttributeNode(slot.element, slot.attribute)
}

async function fillStyle(slot: SlotOf<'style'>, bodies: Bodies): Promise<void> {
  slot.attribute.value = await bodies.style(slot.attribute.value)
}

async function fillSheet(slot: SlotOf<'sheet'>, { bodies, change }: Filling): Promise<void> {
  const text = textOf(slot.element)
  const css = text.includes('cid:')
    ? await bodies.css(text, change)
    : rewriteSelectors(text, change)
  if (css !== text) slot.element.textContent = css
}

async function fillLink(slot: SlotOf<'link'>, { bodies, medium, change }: Filling): Promise<void> {
  const css = await bodies.sheet(slot.url, change)
  if (css === undefined) dropAttribute(slot.element, 'href')
  else await medium.placeSheet(slot.element, css, cidIn(slot.url)?.cid ?? '')
}

async function fillFrame(slot: SlotOf<'frame'>, { medium, child }: Filling): Promise<void> {
  const rendered = await child(slot.key)
  if (rendered) await medium.placeFrame(slot.element, slot.key, rendered)
  else dropAttribute(slot.element, 'src')
}

/** The sheet of an XML document. */
async function fillInstruction(
  { node, url, media }: SlotOf<'instruction'>,
  { bodies, medium, change }: Filling,
): Promise<void> {
  const css = await bodies.sheet(url, change)
  if (css === undefined) node.parentNode?.removeChild(node)
  else {
    const sheet = new Blob([css], { type: CSS_TYPE })
    node.data = `type="text/css" href="${await medium.address(sheet)}"${media}`
  }
}
