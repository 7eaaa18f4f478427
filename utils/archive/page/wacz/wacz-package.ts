import type { Snapshot } from '../../../model/snapshot.ts'
import { sha256 } from '../../../shared/bytes.ts'
import type { Sink } from '../../zip/sink.ts'
import { createZipWriter, type How } from '../../zip/zip-writer.ts'
import { withoutFragment } from './part-addresses.ts'
import type { WarcFile } from './warc-files.ts'
import { warcDate } from './warc-record.ts'

const VERSION = '1.1.1'

/** What the package says of a file in it. */
interface PackageResource {
  name: string
  path: string
  hash: string
  bytes: number
}

/** The ZIP around records, index and list of pages, with the hashes of all of them. */
export function waczPackage(snapshot: Snapshot, out: Pick<Sink, 'write'>) {
  const zip = createZipWriter(out.write, new Date(snapshot.capturedAt))
  const resources: PackageResource[] = []

  async function add(path: string, bytes: Uint8Array<ArrayBuffer>, how: How): Promise<void> {
    await zip.add(path, bytes, how)
    const name = path.slice(path.lastIndexOf('/') + 1)
    resources.push({ name, path, hash: `sha256:${await sha256(bytes)}`, bytes: bytes.length })
  }

  return {
    /** Records and index are stored as they are: readers go to them by their place in the ZIP. */
    addWarc: async ({ name, records }: WarcFile): Promise<void> =>
      add(`archive/${name}`, new Uint8Array(await new Blob(records).arrayBuffer()), 'store'),
    async finish(index: string, text: string | undefined): Promise<void> {
      await add('indexes/index.cdx', utf8(index), 'store')
      await add('pages/pages.jsonl', utf8(pagesText(snapshot, text)), 'deflate')
      const about = utf8(packageText(snapshot, resources))
      await zip.add('datapackage.json', about, 'deflate')
      const digest = { path: 'datapackage.json', hash: `sha256:${await sha256(about)}` }
      await zip.add('datapackage-digest.json', JSON.stringify(digest, null, 2), 'deflate')
      await zip.finish()
    },
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text)

function pagesText({ uid, url, title, capturedAt }: Snapshot, text: string | undefined): string {
  const head = { format: 'json-pages-1.0', id: 'pages', title: 'All Pages', hasText: Boolean(text) }
  const page = { id: uid, url: withoutFragment(url), ts: warcDate(capturedAt), title }
  return [head, text ? { ...page, text } : page].map((line) => `${JSON.stringify(line)}\n`).join('')
}

function packageText(
  { url, title, capturedAt, engine }: Snapshot,
  resources: PackageResource[],
): string {
  const at = warcDate(capturedAt)
  const about = {
    profile: 'data-package',
    wacz_version: VERSION,
    title: title || url,
    created: at,
    software: engine,
    mainPageUrl: withoutFragment(url),
    mainPageDate: at,
    resources,
  }
  return JSON.stringify(about, null, 2)
}
