import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toAddress } from './address.mjs'
import { exportFiles, WHOLE_PICTURE } from './export-files.mjs'
import { keepPage } from './keep-page.mjs'
import { readBody } from './read-library.mjs'
import { failureRecord, snapshotRecord } from './snapshot-record.mjs'

/**
 * Keeps one address and writes its files.
 * @returns its entry in index.json; never throws, so that one bad page does not end the others
 */
export async function archivePage(session, typed, base, { out, tags, formats, fullPage }) {
  const address = toAddress(typed)
  if (address.error) return address
  try {
    const { snapshot, httpStatus } = await keepPage(session, address.url, { tags, fullPage })
    const wanted = snapshot.tiles ? [...formats, WHOLE_PICTURE] : formats
    const files = await exportFiles(session, snapshot.uid, wanted)
    const picture = snapshot.screenshot && (await readBody(session.control, snapshot.screenshot))
    const drawn = files.some(({ ending }) => ending === 'png')
    if (picture && !drawn) files.push({ ending: 'png', body: picture.bytes })
    for (const { ending, body } of files) await writeFile(join(out, `${base}.${ending}`), body)
    const names = files.map(({ ending }) => `${base}.${ending}`)
    const record = { ...snapshotRecord(snapshot, typed, httpStatus), files: names }
    await writeFile(join(out, `${base}.json`), `${JSON.stringify(record, null, 2)}\n`)
    return { base, ...record }
  } catch (error) {
    return failureRecord(typed, error)
  }
}
