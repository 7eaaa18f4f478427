import { describe, expect, it } from 'vitest'
import {
  IN_ADDRESS,
  IN_NOTE,
  IN_TEXT,
  IN_TITLE,
} from '../../../../utils/search/index/index-reader.ts'
import { memoryIndex } from '../../../support/memory-index.ts'

const LINKS = [
  { id: 1, title: 'Open web', note: '', url: 'https://a.example/%E4%B9%A6', text: 'the web' },
  { id: 2, title: '網絡書籤', note: 'webs', url: 'https://b.example/', text: '' },
]

describe('an index in memory', () => {
  const index = memoryIndex(LINKS)

  it('finds whole terms and beginnings, the newest link first', async () => {
    const whole = await index.postings({ term: 'web', prefix: false })
    expect([...whole.docs]).toEqual([1])
    expect([...whole.freqs]).toEqual([2])
    expect([...whole.fields]).toEqual([IN_TITLE | IN_TEXT])
    const begun = await index.postings({ term: 'web', prefix: true })
    expect([...begun.docs]).toEqual([2, 1])
    expect(begun.fields[0]).toBe(IN_NOTE)
  })

  it('finds what an address says, also decoded', async () => {
    const found = await index.postings({ term: '书', prefix: true })
    expect([...found.docs]).toEqual([2, 1])
    expect([...found.fields]).toEqual([IN_TITLE, IN_ADDRESS])
  })

  it('knows what changed since', async () => {
    const own = memoryIndex(LINKS)
    const before = await own.revision()
    own.change(2)
    expect((await own.unindexed()).changed).toEqual(new Set([2]))
    own.remove(1)
    expect(await own.totals()).toMatchObject({ documents: 1 })
    expect(await own.revision()).toBeGreaterThan(before)
  })
})
