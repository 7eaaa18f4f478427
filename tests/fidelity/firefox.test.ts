import { resolve } from 'node:path'
import { asTests } from './run/as-tests.ts'
import { openFirefox } from './run/firefox.ts'

asTests('firefox', () => openFirefox({ folder: resolve('.output/firefox-mv3-granted') }))
