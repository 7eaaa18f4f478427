import type { Snapshot } from '../model/snapshot.ts'
import { CSS_TYPE, type ReadBody } from './bodies.ts'
import { hideMediaControls } from './hide-media-controls.ts'
import type { Medium } from './medium.ts'
import { renderSnapshot } from './render-snapshot.ts'
import { setAttribute } from './safe-dom.ts'
import { undoExtensionFonts } from './undo-extension-fonts.ts'

/** All a replayed document needs of its frame; scripts, popups and forms stay forbidden. */
export const REPLAY_SANDBOX = 'allow-same-origin'

/** A stored snapshot as a document that is safe to show in an iframe with `REPLAY_SANDBOX`. */
export interface ReplayedDocument {
  /** Address of the main document. */
  url: string
  /** Key of the frame that shows the document at an address. */
  keyAt(url: string): string | undefined
  /** Address of the PDF that a frame stands for; it shows in no sandbox. */
  pdfAt(key: string): string | undefined
  /** Gives back the memory of all its bodies; the document must not be shown any more. */
  dispose(): void
}

/**
 * Makes a stored snapshot showable: everything at blob: addresses of ours, nothing that runs or connects.
 * @throws LinkshotError 'damaged' if its main document can't be read
 */
export async function openSnapshot(
  snapshot: Pick<Snapshot, 'frames' | 'resources'>,
  readBody: ReadBody,
): Promise<ReplayedDocument> {
  const urls: string[] = []
  const keys = new Map<string, string>()
  const pdfs = new Map<string, string>()
  const publish = (body: Blob): string => {
    const url = URL.createObjectURL(body)
    urls.push(url)
    return url
  }
  const dispose = () => {
    for (const url of urls.splice(0)) URL.revokeObjectURL(url)
  }
  try {
    const main = await renderSnapshot(snapshot, readBody, blobMedium(publish, keys, pdfs))
    const url = publish(documentBlob(main.markup, main.type))
    keys.set(url, '0')
    if (main.pdf) pdfs.set('0', publish(main.pdf))
    return { url, keyAt: (at) => keys.get(at), pdfAt: (key) => pdfs.get(key), dispose }
  } catch (error) {
    dispose()
    throw error
  }
}

const documentBlob = (markup: string, type: string): Blob =>
  new Blob([markup], { type: `${type};charset=utf-8` })

function blobMedium(
  publish: (body: Blob) => string,
  keys: Map<string, string>,
  pdfs: Map<string, string>,
): Medium {
  return {
    address: async (body) => publish(body),
    source: (markup, type) => ({ markup, type }),
    async placeSheet(link, css) {
      setAttribute(link, 'href', publish(new Blob([css], { type: CSS_TYPE })))
    },
    async placeFrame(frame, key, { markup, type, pdf }) {
      const url = publish(documentBlob(markup, type))
      keys.set(url, key)
      if (pdf) pdfs.set(key, publish(pdf))
      setAttribute(frame, 'sandbox', REPLAY_SANDBOX)
      setAttribute(frame, 'src', url)
    },
    finish(doc) {
      undoExtensionFonts(doc, publish)
      hideMediaControls(doc)
    },
  }
}
