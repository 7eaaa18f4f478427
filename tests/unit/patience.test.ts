import { expect, test } from 'vitest'
import { createPatience } from '../../utils/shared/patience.ts'

test('a server that lets request after request time out is not asked again, others are', () => {
  const patience = createPatience()
  for (let n = 0; n < 6; n++) {
    expect(patience.answerMs(`https://slow.test/${n}`)).toBe(n === 0 ? 20_000 : 5000)
    patience.note(`https://slow.test/${n}`, true)
  }
  expect(patience.answerMs('https://slow.test/another')).toBe(0)
  expect(patience.answerMs('https://fine.test/')).toBe(20_000)
})

test('an answer in between shows that the server is there', () => {
  const patience = createPatience()
  for (let n = 0; n < 30; n++) patience.note('https://busy.test/', n % 5 !== 0)
  expect(patience.answerMs('https://busy.test/')).toBeGreaterThan(0)
})

test('one that has answered before is given its time', () => {
  const patience = createPatience()
  patience.note('https://slow.test/fine', false)
  patience.note('https://slow.test/hangs', true)
  expect(patience.answerMs('https://slow.test/another')).toBe(20_000)
})

test('all together may take some minutes', () => {
  let now = 0
  const patience = createPatience(() => now)
  now = 4 * 60_000
  expect(patience.answerMs('https://fine.test/')).toBe(20_000)
  now = 6 * 60_000
  expect(patience.answerMs('https://fine.test/')).toBe(0)
})

test('addresses that are none are all one server', () => {
  const patience = createPatience()
  for (let n = 0; n < 6; n++) patience.note('not an address', true)
  expect(patience.answerMs('nor this')).toBe(0)
})
