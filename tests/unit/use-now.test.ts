import { describe, expect, it } from 'vitest'
import { useNow } from '../../utils/sync/service/use-now.ts'

const MINUTE = 60_000
const told = (bytes: number) => ({ records: 3, mostRecords: 100, bytes, mostBytes: 1000 })

describe('what an account uses', () => {
  it('is what the server tells, with what is sent after it told', () => {
    expect(useNow({}, told(0), 250, 0).use).toEqual(told(250))
  })

  it('is not forgotten where the server has not counted since', () => {
    const first = useNow({}, told(0), 250, 0)
    const second = useNow(first, told(0), 50, MINUTE)
    expect(second.use?.bytes).toBe(300)
    expect(useNow(second, undefined, 0, 2 * MINUTE).use?.bytes).toBe(300)
  })

  it('is what the server counts once it does', () => {
    const first = useNow({}, told(0), 250, 0)
    expect(useNow(first, told(400), 0, 5 * MINUTE).use?.bytes).toBe(400)
    expect(useNow(first, told(40), 0, 20 * MINUTE).use?.bytes).toBe(40)
  })

  it('is no less for a sum that was taken before it was sent', () => {
    const first = useNow({}, told(0), 250, 0)
    expect(useNow(first, told(40), 0, 5 * MINUTE).use?.bytes).toBe(250)
  })

  it('is unknown until a server told it', () => {
    expect(useNow({}, undefined, 10, 0)).toEqual({})
  })
})
