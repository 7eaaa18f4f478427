import type { Page } from 'puppeteer-core'
import { DEFAULT_SETTINGS, type Settings } from '../../../utils/model/setting.ts'
import { settledPicture } from '../../support/picture.ts'
import { checkExpected } from './check-expected.ts'
import { doSteps } from './do-steps.ts'
import { documentIn } from './find-element.ts'
import type { FidelityPage } from './page-list.ts'
import { settlePage, stateOf } from './settle.ts'
import type { Size, Subject } from './subject.ts'

/** A page while it lived. */
export interface Kept {
  picture: Uint8Array
  size: Size
  /** '' if it could not be kept. */
  uid: string
  mhtml: string | undefined
  /** What was wrong with it, or done to it, already then. */
  reasons: string[]
}

/** Loads a page, does its steps, photographs and keeps it, and looks whether that changed it. */
export async function keepLive(
  subject: Subject,
  origin: string,
  page: FidelityPage,
  peers: boolean,
): Promise<Kept> {
  const { settings } = page.declared
  await subject.set(settings)
  try {
    return await keepAsSet(subject, origin, page, peers)
  } finally {
    await subject.set(defaultsOf(settings))
  }
}

const defaultsOf = (settings: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(DEFAULT_SETTINGS).filter(([name]) => Object.hasOwn(settings, name)),
  )

async function keepAsSet(
  subject: Subject,
  origin: string,
  { path, declared }: FidelityPage,
  peers: boolean,
): Promise<Kept> {
  const page = await subject.openLive(origin + path)
  await settlePage(page)
  await doSteps(page, declared.steps)
  const expected = { ...declared.expect, ...declared.live }
  const reasons = await checkExpected(await documentIn(page), expected)
  const picture = await settledPicture(() => page.screenshot())
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const before = await stateOf(page)
  const uid = await subject.keep().catch((error: Error) => {
    reasons.push(error.message)
    return ''
  })
  reasons.push(...(await changes(page, before)))
  const mhtml = peers ? await subject.saveItself().catch(() => undefined) : undefined
  return { picture, size, uid, mhtml, reasons }
}

async function changes(page: Page, before: string): Promise<string[]> {
  const after = await stateOf(page)
  if (after === before) return []
  const [old, now] = [before.split('\n'), after.split('\n')]
  const at = old.findIndex((line, index) => line !== now[index])
  return [`changed by being kept: ${now[at]?.slice(0, 200)}`]
}
