import type { Snapshot } from '../../utils/model/snapshot.ts'
import type { Extension } from './extension.ts'

/**
 * What two snapshots of one page have to have in common: documents, bodies, what is missing and what is said
 * of them. Left out is what only one of them can have (a picture of the tab) and what is of the moment (times).
 * @returns what differs, empty for equal ones
 */
export async function differencesOf(
  extension: Extension,
  one: Snapshot,
  other: Snapshot,
): Promise<string[]> {
  const found: string[] = []
  const compare = (what: string, of: (snapshot: Snapshot) => string[]) => {
    const [a, b] = [of(one), of(other)]
    const only = (list: string[], than: string[]) => list.filter((each) => !than.includes(each))
    const [left, right] = [only(a, b), only(b, a)]
    if (left.length + right.length > 0) found.push(`${what}: ${short(left)} ≠ ${short(right)}`)
  }
  compare('page', ({ url, title }) => [url, title])
  compare('frames', ({ frames }) => frames.map(frameLine))
  compare('bodies', ({ resources }) => resources.map(resourceLine))
  compare('missing', ({ missing }) => missing.map(missingLine))
  compare('notices', ({ notices }) => notices.map(({ kind, detail }) => `${kind} ${detail}`))
  for (const [index, frame] of inOrder(one).entries()) {
    const same = inOrder(other)[index]
    if (!same || same.html === frame.html) continue
    const a = normalForm(one, await textOf(extension, frame.html))
    const b = normalForm(other, await textOf(extension, same.html))
    if (a !== b) found.push(`document ${frame.key}: ${firstDifference(a, b)}`)
  }
  return found
}

/** Addresses of blobs are another each time; frames have their numbers by which was there first. */
const steady = (text: string) => text.replace(/blob:http[^\s"&)]*/g, 'blob:')
const inOrder = ({ frames }: Snapshot) =>
  frames.toSorted((a, b) => (steady(a.url) < steady(b.url) ? -1 : 1))

/** A document in which names of bodies, which follow from addresses, are told by what they stand for. */
function normalForm({ frames, resources }: Snapshot, html: string): string {
  const frameOf = (_: string, key: string) =>
    `cid:frame(${frames.find((frame) => frame.key === key)?.url})`
  const bodyOf = (whole: string, cid: string) => {
    const body = resources.find((each) => each.cid === cid)
    return body ? `cid:(${body.kind} ${body.hash})` : whole
  }
  return steady(
    html.replace(/cid:frame-([\w.]+)/g, frameOf).replace(/cid:([a-z0-9][\w.-]*)/g, bodyOf),
  )
}

const frameLine = ({ url, title, type, width, height, state, file }: Snapshot['frames'][0]) =>
  steady(JSON.stringify([url, title, type, width, height, state, file?.type]))
const resourceLine = ({ kind, url, type, hash }: Snapshot['resources'][0]) =>
  steady([kind, url, type, hash.slice(0, 8)].join(' '))
const missingLine = ({ kind, url, reason }: Snapshot['missing'][0]) =>
  steady([kind, url, reason].join(' '))

const short = (lines: string[]) => (lines.join(', ') || 'nothing').slice(0, 300)

const AROUND = 90

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const part = (text: string) => JSON.stringify(text.slice(Math.max(0, at - AROUND), at + AROUND))
  return `${part(a)} ≠ ${part(b)}`
}

async function textOf(extension: Extension, hash: string): Promise<string> {
  return (await extension.helper()).evaluate(readText, hash)
}

/** Runs in a page of ours. */
async function readText(hash: string): Promise<string> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const blobs = database.transaction('blobs').objectStore('blobs')
  const { body, encoding } = await settled<{ body: ArrayBuffer; encoding: string }>(blobs.get(hash))
  database.close()
  const stored = new Blob([body]).stream()
  const plain = encoding === 'gzip' ? stored.pipeThrough(new DecompressionStream('gzip')) : stored
  return new Response(plain).text()
}
