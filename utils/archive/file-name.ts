/** Endings by which the systems know files of these types. */
const ENDINGS: Record<string, string> = {
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'audio/mpeg': 'mp3',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/plain': 'txt',
  'text/xml': 'xml',
}
const LONGEST = 100

/** The name a kept file is saved under: that of its address, with an ending that fits its type. */
export function fileName(address: string, type: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  const plain = decoded(path.slice(path.lastIndexOf('/') + 1))
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const [, name = '', ending] = /^(.*?)(\.[\w-]{1,12})?$/su.exec(plain) ?? []
  return `${[...name].slice(0, LONGEST).join('') || 'file'}${ending ?? usualEnding(type)}`
}

/** Of 'image/png' it is 'png'. */
function usualEnding(type: string): string {
  const known = ENDINGS[type] ?? /^(?:image|video|audio)\/(\w+)$/.exec(type)?.[1]
  return known ? `.${known}` : ''
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
