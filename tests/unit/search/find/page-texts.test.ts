import { beforeEach, expect, it } from 'vitest'
import { db } from '../../../../utils/db/database.ts'
import { pageTexts } from '../../../../utils/search/find/page-texts.ts'
import { putPage, putText } from '../../../support/searched-library.ts'

const read = async (texts: ReturnType<typeof pageTexts>) =>
  [...(await texts(await db.links.toArray())).values()].flatMap((versions) =>
    versions.map(({ text }) => text),
  )

beforeEach(async () => {
  await db.delete()
  await db.open()
})

it('remembers texts, so that excerpts need not read what a search has read', async () => {
  const texts = pageTexts()
  await putPage(1, 'some words')
  expect(await read(texts)).toEqual(['some words'])
  await db.texts.clear()
  expect(await read(texts)).toEqual(['some words'])
})

it('reads anew what was damaged or not there', async () => {
  const texts = pageTexts()
  await putPage(1, 'some words', true)
  expect(await read(texts)).toEqual([''])
  await putText('some words')
  const [row] = await db.texts.toArray()
  if (row) await db.texts.put({ ...row, body: new ArrayBuffer(3) })
  expect(await read(texts)).toEqual([''])
  await putText('some words')
  expect(await read(texts)).toEqual(['some words'])
})
