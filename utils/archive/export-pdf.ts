import type { Frame } from '../model/snapshot.ts'
import { dataUrl } from './data-url.ts'
import { fileName } from './file-name.ts'

/** Chromium cuts the address of a frame off beyond 2 MB. */
export const MAX_FRAME_ADDRESS = 2_000_000

const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-src data:; form-action 'none'; base-uri 'none'"

/** The link to the file is there for who looks for it: browsers have a button of their own for that. */
const STYLE = `
html,body{height:100%;margin:0;background:#282828;font:14px/1.5 system-ui,sans-serif}
iframe{display:block;width:100%;height:100%;border:0}
img{display:block;max-width:100%;margin:0 auto}
a{color:#fff;background:#1f2937;padding:8px 16px}
iframe+a{position:fixed;left:0;bottom:0;opacity:0}
iframe+a:hover,iframe+a:focus{opacity:1}
a:not(iframe+a){display:block;text-align:center}`

/**
 * One HTML file that shows a PDF and gives it back; one too large for a frame's address is shown by the
 * picture of its tab.
 */
export async function pdfPage(
  { title, url }: Pick<Frame, 'title' | 'url'>,
  pdf: Blob,
  picture: Blob | undefined,
): Promise<string> {
  const address = await dataUrl(pdf)
  const name = escaped(fileName(url, pdf.type))
  const link = `<a href="${address}" download="${name}">${name}</a>`
  const image = picture ? `<img alt="" src="${await dataUrl(picture)}">` : ''
  const body =
    address.length < MAX_FRAME_ADDRESS
      ? `<iframe title="${name}" src="${address}"></iframe>${link}`
      : link + image
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta charset="utf-8"><title>${escaped(title || name)}</title><style>${STYLE}</style></head><body>${body}</body></html>`
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
