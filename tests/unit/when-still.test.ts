import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whenStill } from '../../components/ui/when-still.ts'

const page = new EventTarget()
const scroll = () => page.dispatchEvent(new Event('scroll'))

describe('what waits until a page is still', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('document', page)
  })
  afterEach(() => {
    vi.runAllTimers()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is done at once where nothing is scrolled, and after the last scroll elsewhere', () => {
    const [first, second] = [vi.fn(), vi.fn()]
    whenStill(first)
    vi.advanceTimersByTime(5)
    expect(first).toHaveBeenCalledOnce()
    scroll()
    whenStill(second)
    vi.advanceTimersByTime(100)
    scroll()
    vi.advanceTimersByTime(100)
    expect(second).not.toHaveBeenCalled()
    vi.advanceTimersByTime(60)
    expect(second).toHaveBeenCalledOnce()
  })

  it('is not done for a row that went by', () => {
    const task = vi.fn()
    scroll()
    whenStill(task)()
    vi.advanceTimersByTime(1000)
    expect(task).not.toHaveBeenCalled()
  })
})
