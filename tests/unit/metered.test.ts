import { describe, expect, it } from 'vitest'
import { isMetered } from '../../utils/platform/metered.ts'

describe('a network', () => {
  it.each([
    ['that nobody says anything of', {}, false],
    ['of a cable', { type: 'ethernet', saveData: false }, false],
    ['without wires', { type: 'wifi' }, false],
    ['of a phone', { type: 'cellular' }, true],
    ['on which data is to be saved', { type: 'wifi', saveData: true }, true],
  ])('%s', (_, connection, metered) => {
    expect(isMetered(connection)).toBe(metered)
  })
})
