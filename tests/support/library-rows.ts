import { encodeBody } from '../../utils/db/blobs.ts'
import { db } from '../../utils/db/database.ts'
import { rekeyLinks } from '../../utils/db/rekey-links.ts'
import { similarKeyOf } from '../../utils/links/similar-key.ts'
import type { Act } from '../../utils/model/act.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import type { Resource, Snapshot } from '../../utils/model/snapshot.ts'
import { gzip, sha256 } from '../../utils/shared/bytes.ts'

export const AT = 1_760_000_000_000

const bytesOf = (text: string) => new TextEncoder().encode(text)

export const uidOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export function linkRow(n: number, fields: Partial<Link> = {}): Link {
  const url = encodeURI(`https://example.com/${n}?q=链接`)
  return {
    id: (AT + n) * 1024,
    uid: uidOf(n),
    url,
    urlKey: url,
    canonical: '',
    similarKeys: [similarKeyOf(fields.url ?? url)],
    title: `第 ${n} 页 “quoted” <b>`,
    lang: 'zh',
    note: n % 2 ? `note ${n}\nsecond line` : '',
    state: 'inbox',
    stateBeforeTrash: 'inbox',
    starred: n % 3 === 0 ? 1 : 0,
    tags: n % 2 ? [1, 2] : [],
    icon: '',
    createdAt: AT + n,
    updatedAt: AT + n,
    latest: '',
    versions: 0,
    ...fields,
  }
}

export const tagRow = (id: number, name: string, fields: Partial<Tag> = {}): Tag => ({
  id,
  uid: uidOf(5000 + id),
  name,
  nameKey: name.toLowerCase(),
  parent: 0,
  colour: '',
  aliases: [],
  order: id,
  ...fields,
})

/** Stores a body and gives its hash. */
export async function putBody(body: string | Uint8Array, type = 'text/html'): Promise<string> {
  const bytes = typeof body === 'string' ? bytesOf(body) : body
  const row = await encodeBody(new Uint8Array(bytes).buffer, type)
  await db.blobs.put(row)
  return row.hash
}

/** Stores a version of a link's page with its document, an image, a picture, its text and a thumbnail. */
export async function putSnapshot(
  link: Link,
  n: number,
  fields: Partial<Snapshot> = {},
): Promise<Snapshot> {
  const html = await putBody(`<!doctype html><title>${n}</title><p>${'内容 '.repeat(200)}${n}`)
  const image = await putBody(`image ${n % 7}`, 'image/png')
  const screenshot = await putBody(`picture ${n}`, 'image/jpeg')
  const raw = bytesOf(`text of ${n} 文字`)
  const text = await sha256(raw)
  const url = `${link.url}#image`
  const resource: Resource = {
    cid: 'r1',
    kind: 'image',
    url,
    type: 'image/png',
    hash: image,
    bytes: 7,
  }
  const uid = uidOf(1000 + n)
  const picture = bytesOf(`thumb ${n}`)
  // Both ways of old and new rows.
  const thumb = n % 2 ? undefined : await sha256(picture)
  const snapshot: Snapshot = {
    uid,
    format: 1,
    linkId: link.id,
    url: link.url,
    title: link.title,
    capturedAt: AT + n,
    trigger: 'popup',
    engine: 'test',
    viewport: { width: 800, height: 600, scale: 1.5 },
    frames: [
      {
        key: '0',
        url: link.url,
        title: link.title,
        html,
        type: 'text/html',
        width: 800,
        height: 600,
        state: { scrollX: 0, scrollY: -12.5 },
      },
    ],
    resources: [resource],
    missing: [{ kind: 'font', url: 'https://x.example/f', reason: 'http-error', detail: '404' }],
    notices: [],
    screenshot,
    ...(thumb ? { thumb } : {}),
    text,
    textLength: 10,
    score: null,
    status: 'complete',
    deleted: 0,
    timings: { ack: 1.5, page: 1, longestTask: 1, complete: 9 },
    sizes: { raw: 10, stored: 9, added: 8 },
    ...fields,
  }
  await db.snapshots.put(snapshot)
  await db.texts.put({ hash: text, body: await gzip(raw), length: 10 })
  await db.thumbs.put({
    snapshot: thumb ?? uid,
    picture: new Blob([picture], { type: 'image/jpeg' }),
  })
  return snapshot
}

/** A link whose only version is kept. */
export async function putKeptLink(n: number, fields: Partial<Link> = {}): Promise<Link> {
  const link = linkRow(n, { latest: uidOf(1000 + n), versions: 1, ...fields })
  const { thumb } = await putSnapshot(link, n)
  const row = { ...link, ...(thumb ? { thumb } : {}) }
  await db.links.put(row)
  return row
}

/** A library with rows in every table: nested tags, versions, an act that can be undone, work to do. */
export async function fillSampleLibrary(count = 12): Promise<void> {
  await db.tags.bulkPut([
    tagRow(1, '前端', { colour: 'red', aliases: ['web'] }),
    tagRow(2, 'React', { nameKey: 'react', parent: 1 }),
    tagRow(7, 'C++', { nameKey: 'c++' }),
  ])
  for (let n = 0; n < count; n++) await putKeptLink(n)
  await db.links.put(linkRow(900, { tags: [7], state: 'trash' }))
  await db.settings.bulkPut([
    { key: 'language', value: 'zh_CN' },
    { key: 'lastTagId', value: 9 },
  ])
  await db.journal.put(actOf(linkRow(901)))
  await db.jobs.bulkPut([jobOf(linkRow(900).id)])
  // As every start of the program does.
  await rekeyLinks()
}

/** An act that deleted a link; what follows from its addresses is in no journal. */
export const actOf = ({ similarKeys: _, ...link }: Link): Act => ({
  id: 'act-1',
  kind: 'delete',
  at: AT,
  undone: 0,
  label: '…',
  changes: [{ table: 'links', key: link.id, before: link, after: undefined }],
})

export const jobOf = (linkId: number, fields: object = {}): Job =>
  ({
    id: `link-${linkId}`,
    kind: 'link',
    linkId,
    url: 'https://example.com/900',
    status: 'failed',
    reason: 'timeout',
    detail: '',
    tabId: -1,
    attempts: 1,
    startedAt: AT,
    updatedAt: AT,
    ...fields,
  }) as Job

/** Makes the library as new. */
export async function wipe(): Promise<void> {
  await db.delete()
  await db.open()
}
