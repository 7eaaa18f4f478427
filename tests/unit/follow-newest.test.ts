import { describe, expect, it, vi } from 'vitest'
import { followNewest } from '../../components/library/follow-newest.ts'

/** Work that ends when it is told to. */
function slowWork() {
  const begun: string[] = []
  const shown: string[] = []
  const ends: ((failed?: Error) => void)[] = []
  const work = (item: string) => {
    begun.push(item)
    return new Promise<string>((resolve, reject) => {
      ends.push((failed) => (failed ? reject(failed) : resolve(item)))
    })
  }
  const end = async (failed?: Error) => {
    ends.shift()?.(failed)
    await new Promise((done) => setTimeout(done))
  }
  return { begun, shown, end, follower: followNewest(work, (item) => shown.push(item)) }
}

describe('what comes faster than it is worked off', () => {
  it('is shown as it is done, and only the newest waits', async () => {
    const { begun, shown, end, follower } = slowWork()
    for (const item of ['a', 'b', 'c']) follower.follow(item)
    expect(begun).toEqual(['a'])
    await end()
    expect(shown).toEqual(['a'])
    expect(begun).toEqual(['a', 'c'])
    follower.follow('d')
    await end()
    await end()
    expect(shown).toEqual(['a', 'c', 'd'])
    follower.follow('e')
    await end()
    expect(shown).toEqual(['a', 'c', 'd', 'e'])
  })

  it('is neither shown nor begun any more once it is stopped', async () => {
    const { begun, shown, end, follower } = slowWork()
    for (const item of ['a', 'b']) follower.follow(item)
    follower.stop()
    await end()
    expect([begun, shown]).toEqual([['a'], []])
  })

  it('goes on after what could not be done', async () => {
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { shown, end, follower } = slowWork()
    for (const item of ['a', 'b']) follower.follow(item)
    await end(new Error('not this one'))
    await end()
    expect(shown).toEqual(['b'])
    expect(complained).toHaveBeenCalledOnce()
    complained.mockRestore()
  })
})
