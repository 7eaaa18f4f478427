const BASE64_DATA = /^data:[^,]*;base64,(.*)$/s

/** The text a base64 `data:` address of ours holds; the export's own policy lets nothing fetch it. */
export function decodeDataUrl(url: string): string | undefined {
  const [, base64] = BASE64_DATA.exec(url) ?? []
  if (base64 === undefined) return undefined
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)))
}
