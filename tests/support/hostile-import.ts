import { beforeAll, beforeEach, expect } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { digestLibrary } from '../../utils/db/library/digest-library.ts'
import type { ErrorReason } from '../../utils/model/error.ts'
import { entriesOf, type Forged, forgeZip } from './forge-zip.ts'
import { fillSampleLibrary, putKeptLink, wipe } from './library-rows.ts'
import { exportedFiles, importNow } from './zip-files.ts'

/** A valid export to be spoilt; the same for all tests of a file. */
export const valid = { file: new Blob(), entries: [] as Forged[] }

let before: Awaited<ReturnType<typeof stored>>

const stored = async () => ({
  digest: await digestLibrary(),
  blobs: await db.blobs.count(),
  texts: await db.texts.count(),
  thumbs: await db.thumbs.count(),
})

/** Makes the valid export once, and before each test a library with one page. */
export function prepareImports(): void {
  beforeAll(async () => {
    await wipe()
    await fillSampleLibrary(4)
    const [file = new Blob()] = await exportedFiles()
    valid.file = file
    valid.entries = await entriesOf(file)
  })
  beforeEach(async () => {
    await wipe()
    await putKeptLink(77)
    before = await stored()
  })
}

/** Refuses a file for a reason, with the library as it was to the last body. */
export async function refuses(zip: Blob, reason: ErrorReason): Promise<void> {
  const error: unknown = await importNow([zip]).then(
    () => 'imported',
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject({ name: 'LinkshotError', reason })
  expect(await stored()).toEqual(before)
}

export const named = (start: string): Forged =>
  valid.entries.find(({ name }) => name.startsWith(start)) as Forged
export const others = (start: string): Forged[] =>
  valid.entries.filter((entry) => entry !== named(start))

/** The valid export with one entry written in another way. */
export const altered = (start: string, change: Partial<Forged>): Blob =>
  forgeZip([...others(start), { ...named(start), ...change }])
