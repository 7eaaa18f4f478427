const SANDBOX = ' sandbox="allow-popups allow-popups-to-escape-sandbox"'

/**
 * A page with nothing but a frame as large as its window, for what HTML can't hold: it is shown as it is.
 * @param sandbox none for PDFs, which browsers show in no sandbox
 */
export function framePage(address: string, policy: string, sandbox = SANDBOX): string {
  const style = 'html,body,iframe{display:block;width:100%;height:100%;margin:0;border:0}'
  return `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="${policy}"><meta charset="utf-8"><style>${style}</style></head><body><iframe${sandbox} src="${address}"></iframe></body></html>`
}
