import type { Rendered } from '../replay/medium.ts'
import { dataUrl } from './data-url.ts'

/** A page with nothing but a frame as large as its window, for what HTML can't hold: it is shown as it is. */
export async function framePage({
  markup,
  type,
}: Pick<Rendered, 'markup' | 'type'>): Promise<string> {
  const address = await dataUrl(new Blob([markup], { type: `${type};charset=utf-8` }))
  const style = 'html,body,iframe{display:block;width:100%;height:100%;margin:0;border:0}'
  const policy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline' data:; font-src data:; media-src data:; frame-src data:"
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="${policy}"><meta charset="utf-8"><style>${style}</style></head><body><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${address}"></iframe></body></html>`
}
