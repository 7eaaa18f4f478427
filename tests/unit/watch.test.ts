import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { watch } from '../../utils/db/watch.ts'
import { linkRow } from '../support/library-rows.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
})

const setLanguage = (value: string) => db.settings.put({ key: 'language', value })

/** Watches a setting. */
function watched() {
  const asked = vi.fn(async () => (await db.settings.get('language'))?.value)
  const told = vi.fn<(value: unknown) => void>()
  return { asked, told, stop: watch(asked, told) }
}

describe('a query that is watched', () => {
  it('is asked again after a change to what it read, and by no other', async () => {
    const { asked, told, stop } = watched()
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
    for (let n = 0; n < 100; n++) await db.links.put(linkRow(n))
    expect(asked).toHaveBeenCalledTimes(1)
    await setLanguage('en')
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith('en'))
    stop()
  })

  it('is begun anew before it holds the keys of a whole library', async () => {
    const { asked, told, stop } = watched()
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
    const keys = Array.from({ length: 4000 }, (_, n) => n * 3)
    for (let round = 0; round < 3; round++) await db.links.bulkDelete(keys)
    await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(1))
    expect(asked.mock.calls.length).toBeLessThan(5)
    await setLanguage('zh_CN')
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith('zh_CN'))
    stop()
    const times = asked.mock.calls.length
    for (let round = 0; round < 3; round++) await db.links.bulkDelete(keys)
    await setLanguage('en')
    expect(asked).toHaveBeenCalledTimes(times)
  })
})
