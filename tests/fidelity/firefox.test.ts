import { resolve } from 'node:path'
import { asTests } from './run/as-tests.ts'
import { openFirefox } from './run/firefox.ts'
import { listPages, pagesNamed } from './run/page-list.ts'

/**
 * What every run asks of Firefox: a page or two of each group, those before all that only Firefox got wrong
 * once. LONG=1 asks for all pages, which takes as long as Chromium does.
 */
const FEW = [
  'basics/form-looks',
  'basics/sticky',
  'chinese/vertical',
  'files/plain',
  'files/squares',
  'frames/object-other-origin',
  'frames/pdf',
  'pixels/canvas-kinds',
  'pixels/lazy-attributes',
  'state/dialog-modal',
  'state/fullscreen',
  'state/scroll-nested',
  'styles/cssom-edit-rules',
  'styles/font-by-script',
  'styles/redirected-sheet',
  'trees/closed-shadow',
  'trees/p-with-div',
  'trees/xhtml',
]

const pages = process.env['LONG'] ? listPages() : pagesNamed(FEW)
asTests('firefox', () => openFirefox({ folder: resolve('.output/firefox-mv3-granted') }), pages)
