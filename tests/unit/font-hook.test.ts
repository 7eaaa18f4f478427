import { describe, expect, it } from 'vitest'
import { matchFontHook } from '../../utils/capture/font-hook/match-font-hook.ts'
import { createStore } from '../../utils/capture/font-hook/remember-fonts.ts'
import { createSizeOf } from '../../utils/capture/font-hook/size-of.ts'

const HOOK = ['font-keeper', 'font-hook']

/** A browser that refuses what real ones do: a second script of one id, and the removal of none. */
function surroundings(chosen: boolean, allowed: boolean, ids: string[]) {
  const known = new Set(ids)
  const now = { chosen, allowed }
  const scripts = {
    ids: async () => [...known],
    add: async (added: { id: string }[]) => {
      for (const { id } of added) if (known.has(id)) throw new Error(`duplicate ${id}`)
      for (const { id } of added) known.add(id)
    },
    remove: async (removed: string[]) => {
      for (const id of removed) if (!known.delete(id)) throw new Error(`unknown ${id}`)
    },
  }
  const isChosen = async () => now.chosen
  const isAllowed = async () => now.allowed
  return { around: { isChosen, isAllowed, scripts }, now, ids: () => [...known] }
}

describe('the hook for fonts is registered', () => {
  it.each([
    ['neither', false, false, [], []],
    ['the permission alone', false, true, [], []],
    ['the setting alone', true, false, [], []],
    ['both', true, true, [], HOOK],
    ['both, and it is there', true, true, HOOK, HOOK],
    ['both, and half of it is there', true, true, ['font-hook'], HOOK],
    ['the setting gone', false, true, HOOK, []],
    ['the permission gone', true, false, HOOK, []],
    ['the setting gone, and half of it there', false, true, ['font-keeper'], []],
  ])('with %s as it should be', async (_name, chosen, allowed, before, after) => {
    const { around, ids } = surroundings(chosen, allowed, before)
    await matchFontHook(around)
    expect(ids()).toEqual(after)
  })

  it('once, when asked twice at the same time', async () => {
    const { around, ids } = surroundings(true, true, [])
    await Promise.all([matchFontHook(around), matchFontHook(around)])
    expect(ids()).toEqual(HOOK)
  })

  it('by what holds last, and leaves scripts of others alone', async () => {
    const { around, now, ids } = surroundings(true, true, ['other'])
    const first = matchFontHook(around)
    now.chosen = false
    await Promise.all([first, matchFontHook(around)])
    expect(ids()).toEqual(['other'])
  })

  it('after a failure, too', async () => {
    const broken = surroundings(true, true, [])
    broken.around.scripts.add = () => Promise.reject(new Error('busy'))
    await expect(matchFontHook(broken.around)).rejects.toThrow('busy')
    const { around, ids } = surroundings(true, true, [])
    await matchFontHook(around)
    expect(ids()).toEqual(HOOK)
  })
})

describe('the bytes of fonts', () => {
  const face = () => ({}) as FontFace

  it('are held up to a limit, the first ones stay', () => {
    const { known, add } = createStore(10)
    const [one, two, three] = [face(), face(), face()]
    const small = new Blob(['123456'])
    add(one, small)
    add(two, new Blob(['12345']))
    add(three, new Blob(['1234']))
    expect(known(one)).toBe(small)
    expect(known(two)).toBeUndefined()
    expect(known(three)?.size).toBe(4)
  })

  it('are those a face was first told of, and counted once', () => {
    const { known, add } = createStore(10)
    const one = face()
    const first = new Blob(['123456'])
    add(one, first)
    add(one, new Blob(['1234']))
    expect(known(one)).toBe(first)
    const two = face()
    add(two, new Blob(['4321']))
    expect(known(two)?.size).toBe(4)
  })

  it.each([
    ['a buffer', new ArrayBuffer(7), 7],
    ['an array', new Uint16Array(3), 6],
    ['a part of a buffer', new Uint8Array(new ArrayBuffer(9), 2, 5), 5],
    ['a view', new DataView(new ArrayBuffer(9), 1), 8],
    ['an empty buffer', new ArrayBuffer(0), 0],
    ['more than is held', new ArrayBuffer(33 * 1024 * 1024), 0],
    ['an address', 'url(a.woff2)', 0],
    ['a forgery', { byteLength: 4 }, 0],
    ['a forged prototype', Object.create(ArrayBuffer.prototype), 0],
    ['nothing', undefined, 0],
  ])('are counted in %s', (_name, source, size) => {
    expect(createSizeOf(globalThis)(source)).toBe(size)
  })
})
