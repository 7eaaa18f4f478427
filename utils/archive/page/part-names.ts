/** What files of a type are called at their end; browsers and systems go by it where no server names a type. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.ms-fontobject': 'eot',
  'application/xhtml+xml': 'xhtml',
  'application/font-woff': 'woff',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'image/vnd.microsoft.icon': 'ico',
  'image/x-icon': 'ico',
  'text/css': 'css',
  'text/html': 'html',
  // Some systems run what ends in `.js`.
  'text/javascript': 'js.txt',
  'text/vtt': 'vtt',
  'video/quicktime': 'mov',
}
/** Types that are called as their files are. */
const AS_NAMED = /^(?:image|font|audio|video)\/([a-z0-9]{2,5})$/

const LONGEST = 40

/**
 * Names for the files of one export: a number, something of the address, and an ending that follows from
 * the type alone. No address can make one that leaves its folder, means a device to Windows, runs, or is
 * that of another file where case does not count.
 */
export function partNames(): (url: string, type: string) => string {
  let count = 0
  return (url, type) => {
    const number = String(++count).padStart(3, '0')
    const word = wordOf(url)
    return `${number}${word && `-${word}`}.${endingOf(type)}`
  }
}

/** The last part of an address as lower-case letters, digits and hyphens. */
function wordOf(url: string): string {
  const path = /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).pathname : ''
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w*$/, '')
  return last
    .toLowerCase()
    .replace(/%[\da-f]{2}|[^a-z0-9]+/g, '-')
    .replace(/-+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/g, '')
}

export function endingOf(type: string): string {
  const essence = (type.split(';')[0] ?? '').trim().toLowerCase()
  const known = Object.hasOwn(ENDINGS, essence) ? ENDINGS[essence] : undefined
  return known ?? AS_NAMED.exec(essence)?.[1] ?? 'bin'
}
