import { LinkshotError } from '../model/error.ts'
import type { Frame, Resource, Snapshot } from '../model/snapshot.ts'
import { type Bodies, createBodies, type ReadBody } from './bodies.ts'
import { cleanDocument } from './clean-document.ts'
import { fillSlots } from './fill-slots.ts'
import { forgetFormer } from './forget-former.ts'
import type { Medium, Rendered } from './medium.ts'
import { isQuirky, serializeDocument } from './parse-document.ts'
import { pdfOf } from './pdf.ts'

interface Render {
  frames: ReadonlyMap<string, Frame>
  resources: ReadonlyMap<string, Resource>
  readBody: ReadBody
  bodies: Bodies
  medium: Medium
  /** Attributes that sheets ask for and that were others on the live page. */
  asked: Set<string>
  /** Keys of frames that have their place. */
  placed: Set<string>
}

/**
 * The main document of a snapshot, sanitised, with everything it refers to in the given medium.
 * @throws LinkshotError 'damaged' if the main document is missing or unreadable
 */
export async function renderSnapshot(
  snapshot: Pick<Snapshot, 'frames' | 'resources'>,
  readBody: ReadBody,
  medium: Medium,
): Promise<Rendered> {
  // Scripts are kept for reading: no document may name one.
  const shown = snapshot.resources.filter(({ kind }) => kind !== 'script')
  const resources = new Map(shown.map((each) => [each.cid, each]))
  const render: Render = {
    frames: new Map(snapshot.frames.map((frame) => [frame.key, frame])),
    resources,
    readBody,
    bodies: createBodies(resources, readBody, medium),
    medium,
    asked: new Set(),
    placed: new Set(['0']),
  }
  const main = render.frames.get('0')
  if (!main) throw new LinkshotError('damaged', 'no main document')
  return renderFrame(main, render)
}

async function renderFrame(frame: Frame, render: Render): Promise<Rendered> {
  const { medium, bodies } = render
  const text = await documentText(frame, render.readBody)
  const source = medium.source(text, frame.type, frame.key)
  const { doc, slots, change } = cleanDocument(
    source.markup,
    { url: frame.url, type: source.type },
    render.resources,
    medium.prepare,
  )
  const quirky = isQuirky(doc)
  change.asked = render.asked
  await fillSlots(slots, { bodies, medium, change, child: (key) => renderChild(key, render) })
  if (change.attributes?.size) forgetFormer(doc, render.asked)
  medium.finish(doc, frame.key)
  const pdf = await pdfOf(frame, render.resources, render.readBody)
  return { markup: serializeDocument(doc, source.type), type: source.type, quirky, pdf }
}

/** Each document has one place, so frames that hold each other come to an end. */
async function renderChild(key: string, render: Render): Promise<Rendered | undefined> {
  const frame = render.frames.get(key)
  if (!frame || render.placed.has(key)) return undefined
  render.placed.add(key)
  return renderFrame(frame, render).catch(() => undefined)
}

async function documentText(frame: Frame, readBody: ReadBody): Promise<string> {
  const body = await readBody(frame.html).catch((error: unknown) => {
    throw new LinkshotError('damaged', String(error))
  })
  if (!body) throw new LinkshotError('damaged', `no document ${frame.key}`)
  return body.text()
}
