import type { Snapshot } from '../../../model/snapshot.ts'
import { renderSnapshot } from '../../../replay/render-snapshot.ts'
import { framePage } from '../../frame-page.ts'
import { openSink, type Sink } from '../../zip/sink.ts'
import { countedReads, countedWrites, type PageSource } from '../page-source.ts'
import { documentPart, type Part, partMedium } from '../part-medium.ts'
import { partAddresses, withoutFragment } from './part-addresses.ts'
import { waczPackage } from './wacz-package.ts'
import { warcFiles } from './warc-files.ts'

/** Addresses are those of the web, which replay tools answer; nothing runs even in a tool that has none. */
const POLICY = "script-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'"

/**
 * A snapshot as WACZ 1.1.1: WARC records of the page as it is shown and of each of its parts at the
 * address it was loaded from, for replay tools.
 * @throws LinkshotError 'damaged' if its main document can't be read; the signal's reason
 */
export async function exportWacz(
  snapshot: Snapshot,
  source: PageSource,
  sink = () => openSink('page.wacz'),
): Promise<Blob> {
  const parts = await collectParts(snapshot, source)
  const out = await sink()
  try {
    return await writeWacz(snapshot, parts, source, out)
  } catch (error) {
    await out.abort()
    throw error
  }
}

/** By address. */
async function collectParts(snapshot: Snapshot, source: PageSource): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>()
  const url = withoutFragment(snapshot.url)
  const addressOf = partAddresses(url)
  const place = (part: Part) => {
    const address = addressOf(part)
    parts.set(address, part)
    return address
  }
  const rules = { policy: POLICY, place, inline: () => false, scripts: true, pdfs: true }
  const medium = partMedium(snapshot, rules)
  const main = await renderSnapshot(snapshot, countedReads(snapshot, source), medium)
  source.signal.throwIfAborted()
  if (main.pdf) return new Map([[url, { content: main.pdf, type: main.pdf.type, url }]])
  const markup =
    main.type === 'text/html' ? main.markup : framePage(place(documentPart(main, '')), POLICY)
  return new Map([[url, documentPart({ markup, type: 'text/html' }, url)], ...parts])
}

async function writeWacz(
  snapshot: Snapshot,
  parts: Map<string, Part>,
  source: PageSource,
  out: Sink,
): Promise<Blob> {
  const { engine, capturedAt: at, screenshot } = snapshot
  const archive = waczPackage(snapshot, out)
  const warc = warcFiles({ software: engine, at, write: archive.addWarc })
  const step = countedWrites(parts.size, source)
  const add = async (url: string, contentType: string, content: Blob) =>
    warc.add({
      type: 'resource',
      url,
      contentType,
      at,
      body: new Uint8Array(await content.arrayBuffer()),
    })
  for (const [url, { type, content }] of parts) {
    step()
    await add(url, type, new Blob([content]))
  }
  const picture = screenshot ? await source.readBody(screenshot) : undefined
  if (picture) await add(`urn:view:${withoutFragment(snapshot.url)}`, picture.type, picture)
  await archive.finish(await warc.finish(), await source.readText(snapshot.text))
  return out.close()
}
