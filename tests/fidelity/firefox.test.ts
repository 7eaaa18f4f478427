import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { asTests } from './run/as-tests.ts'
import { openFirefox } from './run/firefox.ts'
import { listPages } from './run/page-list.ts'

/** All pages in a second browser would take the whole time there is for a run: LONG=1 asks for it. */
if (process.env['LONG']) {
  asTests('firefox', () => openFirefox({ folder: resolve('.output/firefox-mv3-granted') }))
} else {
  it('has pages for Firefox', () => expect(listPages().length).toBeGreaterThan(150))
}
