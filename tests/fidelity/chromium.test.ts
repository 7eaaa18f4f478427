import { resolve } from 'node:path'
import { asTests } from './run/as-tests.ts'
import { openChromium } from './run/chromium.ts'

asTests('chromium', () => openChromium({ folder: resolve('.output/chrome-mv3-granted') }))
