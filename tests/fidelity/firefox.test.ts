import { resolve } from 'node:path'
import { it } from 'vitest'
import { asTests } from './run/as-tests.ts'
import { openFirefox } from './run/firefox.ts'

/** All pages in a second browser would take the whole time there is for a run: LONG=1 asks for it. */
if (process.env['LONG']) {
  asTests('firefox', () => openFirefox({ folder: resolve('.output/firefox-mv3-granted') }))
} else {
  it.skip('the pages in Firefox, with LONG=1', () => undefined)
}
