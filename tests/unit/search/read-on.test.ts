import { describe, expect, it } from 'vitest'
import { type Asked, type Found, readOn } from '../../../components/library/search/read-on.ts'
import type { Search } from '../../../utils/search/find/search-over.ts'

const HITS = 300

/** A search that finds so many more each time it is told to go on. */
function slowSearch(asked: Asked) {
  let given = 0
  let goOn = () => {}
  const search: Search = {
    next: (most) =>
      new Promise((resolve) => {
        goOn = () => {
          const count = Math.min(most, 100, HITS - given)
          resolve(Array.from({ length: count }, (_, at) => given + at + 1))
          given += count
        }
      }),
    isDone: () => given === HITS,
    total: () => ({ count: HITS, exact: given === HITS }),
  }
  const shown: Found[] = []
  const ended = readOn(search, asked, new AbortController().signal, (found) => shown.push(found))
  return {
    ended,
    newest: () => shown.at(-1),
    find: async () => {
      goOn()
      await new Promise((done) => setTimeout(done))
      return shown.at(-1)
    },
  }
}

describe('a search in groups', () => {
  const asked = () => ({ count: Infinity, least: Infinity, all: false })

  it('says that it looks for all of its groups, and for all that is wanted until that is called off', async () => {
    const search = slowSearch(asked())
    expect(await search.find()).toMatchObject({ finding: 'groups', whole: false })
    search.newest()?.all?.()
    expect(search.newest()?.finding).toBe('all')
    expect(await search.find()).toMatchObject({ finding: 'all', whole: false })
    search.newest()?.enough?.()
    expect(search.newest()?.finding).toBe('groups')
    const last = await search.find()
    expect(last).toMatchObject({ finding: undefined, whole: true })
    expect(last?.ids).toHaveLength(HITS)
    await search.ended
  })

  it('tells once that all are wanted, however often it is asked for', async () => {
    const search = slowSearch(asked())
    await search.find()
    search.newest()?.all?.()
    const told = search.newest()
    told?.all?.()
    expect(search.newest()).toBe(told)
  })
})

describe('a search in a list', () => {
  it('looks for all until that is called off, and stops there', async () => {
    const search = slowSearch({ count: 50, least: 50, all: false })
    expect(await search.find()).toMatchObject({ finding: undefined, whole: false })
    search.newest()?.all?.()
    expect(await search.find()).toMatchObject({ finding: 'all', whole: false })
    search.newest()?.enough?.()
    expect(search.newest()).toMatchObject({ finding: undefined, whole: false })
  })
})
