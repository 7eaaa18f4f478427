import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toAddress } from './address.mjs'
import { exportHtml } from './export-html.mjs'
import { keepPage } from './keep-page.mjs'
import { readBody } from './read-library.mjs'
import { failureRecord, snapshotRecord } from './snapshot-record.mjs'

/**
 * Keeps one address and writes its three files.
 * @returns its entry in index.json; never throws, so that one bad page does not end the others
 */
export async function archivePage(session, typed, base, { out, tags }) {
  const address = toAddress(typed)
  if (address.error) return address
  try {
    const { snapshot, httpStatus } = await keepPage(session, address.url, tags)
    const record = snapshotRecord(snapshot, typed, httpStatus)
    const html = await exportHtml(session, snapshot.uid)
    const picture = snapshot.screenshot && (await readBody(session.control, snapshot.screenshot))
    await writeFile(join(out, `${base}.html`), html)
    if (picture) await writeFile(join(out, `${base}.png`), picture.bytes)
    await writeFile(join(out, `${base}.json`), `${JSON.stringify(record, null, 2)}\n`)
    return { base, ...record }
  } catch (error) {
    return failureRecord(typed, error)
  }
}
