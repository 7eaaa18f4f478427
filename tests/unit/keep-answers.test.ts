import { beforeEach, expect, it } from 'vitest'
import { db } from '../../utils/db/database.ts'
import { keepAnswers } from '../../utils/db/keep-answers.ts'
import { linkRow } from '../support/library-rows.ts'

beforeEach(async () => {
  await db.delete()
  await db.open()
})

it('asks once until one of its tables changes', async () => {
  const keep = keepAnswers(['links'])
  let asked = 0
  const count = () =>
    keep('count', () => {
      asked += 1
      return db.links.count()
    })
  expect([await count(), await count(), asked]).toEqual([0, 0, 1])
  await db.settings.put({ key: 'other', value: 1 })
  expect([await count(), asked]).toEqual([0, 1])
  await db.links.put(linkRow(1))
  expect([await count(), await count(), asked]).toEqual([1, 1, 2])
})

it('asks again after a failure, and keeps no answer that was overtaken', async () => {
  const keep = keepAnswers(['links'])
  const failed = keep('a', () => Promise.reject(new Error('closed')))
  await expect(failed).rejects.toThrow('closed')
  expect(await keep('a', async () => 2)).toBe(2)
  const late = keep('b', async () => {
    await db.links.put(linkRow(2))
    return 'before'
  })
  expect(await late).toBe('before')
  expect(await keep('b', async () => 'after')).toBe('after')
})
