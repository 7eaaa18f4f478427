import { resolve } from 'node:path'
import { runMain } from './lib/complaint.mjs'
import { hasDisplay } from './lib/display.mjs'
import { say } from './lib/log.mjs'
import { underModernNode } from './lib/modern-node.mjs'
import { startHeadless } from './lib/start-headless.mjs'
import { startOptions, USAGE } from './lib/start-options.mjs'
import { startWindow } from './lib/start-window.mjs'

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
const here = process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : process.cwd()

await runMain(async () => {
  const options = startOptions(process.argv.slice(2))
  if (options.help) {
    say(USAGE)
    return 0
  }
  const profile = options.profile && resolve(here ?? '.', options.profile)
  const start = hasDisplay() && !options.headless ? startWindow : startHeadless
  return underModernNode(() => start({ urls: options.urls, profile }))
})
