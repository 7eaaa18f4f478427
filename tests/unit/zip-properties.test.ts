import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDirectory } from '../../utils/archive/zip/read-directory.ts'
import { readEntry } from '../../utils/archive/zip/read-entry.ts'
import { windowOn } from '../../utils/archive/zip/window.ts'
import { createZipWriter } from '../../utils/archive/zip/zip-writer.ts'
import { canonicalJson } from '../../utils/db/library/canonical-json.ts'
import { digestLibrary } from '../../utils/db/library/digest-library.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import { fillSampleLibrary, wipe } from '../support/library-rows.ts'
import { exportedBytes, importNow } from '../support/zip-files.ts'

const SEED = 20_261_122

describe('a valid export with something wrong', () => {
  let bytes: Uint8Array<ArrayBuffer>
  let digest: string
  let empty: string

  beforeAll(async () => {
    await wipe()
    empty = await digestLibrary()
    await fillSampleLibrary(1)
    digest = await digestLibrary()
    bytes = await exportedBytes()
  })
  beforeEach(wipe)

  /** All of it or nothing of it, and the reason told. */
  async function allOrNothing(file: Blob): Promise<void> {
    const error: unknown = await importNow([file]).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (error !== undefined) expect(error).toBeInstanceOf(LinkshotError)
    if (error instanceof LinkshotError) expect(error.reason).toMatch(/^zip-/)
    expect(await digestLibrary()).toBe(error === undefined ? digest : empty)
    if (error === undefined) await wipe()
  }

  it('is imported whole or not at all: cut off anywhere', { timeout: 120_000 }, async () => {
    const cut = fc.nat({ max: bytes.length - 1 })
    await fc.assert(
      fc.asyncProperty(cut, (length) => allOrNothing(new Blob([bytes.subarray(0, length)]))),
      { numRuns: 60, seed: SEED },
    )
  })

  it('is imported whole or not at all: bytes changed anywhere', { timeout: 120_000 }, async () => {
    const place = fc.nat({ max: bytes.length - 1 })
    const flips = fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(flips, (changes) => {
        const copy = bytes.slice()
        for (const [at, mask] of changes) copy[at] = (copy[at] ?? 0) ^ mask
        return allOrNothing(new Blob([copy]))
      }),
      { numRuns: 250, seed: SEED },
    )
  })

  it('is imported whole or not at all: a piece cut out', { timeout: 120_000 }, async () => {
    const place = fc.nat({ max: bytes.length - 1 })
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 5000 }), (from, length) =>
        allOrNothing(new Blob([bytes.subarray(0, from), bytes.subarray(from + length)])),
      ),
      { numRuns: 60, seed: SEED },
    )
  })
})

describe('the writer and the reader', () => {
  it('agree about any names and contents', async () => {
    const name = fc.stringMatching(/^[a-z\u4e00-\u9fff😀]{1,20}\/[^\\\p{Cc}/:]{1,30}$/u)
    const entry = fc.tuple(name, fc.uint8Array({ maxLength: 3000 }), fc.boolean())
    const entries = fc.uniqueArray(entry, { selector: ([each]) => each, maxLength: 250 })
    await fc.assert(
      fc.asyncProperty(entries, async (files) => {
        const safe = files.filter(([each]) => !/(?:^|\/)\.\.?$/.test(each) && each.isWellFormed())
        const parts: Uint8Array<ArrayBuffer>[] = []
        const writer = createZipWriter(async (part) => void parts.push(part.slice()))
        for (const [each, content, store] of safe)
          await writer.add(each, new Uint8Array(content), store ? 'store' : 'deflate')
        await writer.finish()
        const file = new Blob(parts)
        const read = windowOn(file)
        const directory = await readDirectory(read, file.size)
        expect([...directory.keys()].sort()).toEqual(safe.map(([each]) => each).sort())
        for (const [each, content] of safe) {
          const found = directory.get(each)
          expect(found && (await readEntry(read, found, 5000))).toEqual(new Uint8Array(content))
        }
      }),
      { numRuns: 25, seed: SEED },
    )
  })
})

describe('canonical JSON', () => {
  it('is the same for objects whose fields stand in another order', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue())
    fc.assert(
      fc.property(object, (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { seed: SEED },
    )
  })
})
