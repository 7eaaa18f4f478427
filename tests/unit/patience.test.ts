import { expect, test } from 'vitest'
import { createPatience } from '../../utils/shared/patience.ts'

test('a server that lets request after request time out is not asked again, others are', () => {
  const patience = createPatience()
  for (let n = 0; n < 6; n++) {
    expect(patience.left(`https://slow.test/${n}`)).toBe(true)
    patience.note(`https://slow.test/${n}`, true)
  }
  expect(patience.left('https://slow.test/another')).toBe(false)
  expect(patience.left('https://fine.test/')).toBe(true)
})

test('an answer in between shows that the server is there', () => {
  const patience = createPatience()
  for (let n = 0; n < 30; n++) patience.note('https://busy.test/', n % 5 !== 0)
  expect(patience.left('https://busy.test/')).toBe(true)
})

test('all together may take some minutes', () => {
  let now = 0
  const patience = createPatience(() => now)
  now = 4 * 60_000
  expect(patience.left('https://fine.test/')).toBe(true)
  now = 6 * 60_000
  expect(patience.left('https://fine.test/')).toBe(false)
})

test('addresses that are none are all one server', () => {
  const patience = createPatience()
  for (let n = 0; n < 6; n++) patience.note('not an address', true)
  expect(patience.left('nor this')).toBe(false)
})
