import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { stayAwake } from '../../utils/platform/stay-awake.ts'

const call = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  call.mockReset()
  fakeBrowser.runtime.getPlatformInfo = call
})
afterEach(() => vi.useRealTimers())

describe('a worker', () => {
  it('calls the browser before it would be ended, until its work is done', async () => {
    const end = Promise.withResolvers<string>()
    const work = stayAwake(end.promise)
    await vi.advanceTimersByTimeAsync(65_000)
    expect(call).toHaveBeenCalledTimes(3)
    end.resolve('done')
    expect(await work).toBe('done')
    await vi.advanceTimersByTimeAsync(65_000)
    expect(call).toHaveBeenCalledTimes(3)
  })

  it('goes to sleep after work that failed', async () => {
    await expect(stayAwake(Promise.reject(new Error('no')))).rejects.toThrow('no')
    await vi.advanceTimersByTimeAsync(65_000)
    expect(call).not.toHaveBeenCalled()
  })
})
