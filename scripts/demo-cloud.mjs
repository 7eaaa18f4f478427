import { runMain } from './lib/complaint.mjs'
import { demoOptions, USAGE } from './lib/demo-cloud/demo-options.mjs'
import { demoHeadless } from './lib/demo-cloud/headless.mjs'
import { demoWindows } from './lib/demo-cloud/windows.mjs'
import { hasDisplay } from './lib/display.mjs'
import { say } from './lib/log.mjs'
import { underModernNode } from './lib/modern-node.mjs'

await runMain(async () => {
  const options = demoOptions(process.argv.slice(2))
  if (options.help) {
    say(USAGE)
    return 0
  }
  const demo = hasDisplay() && !options.headless ? demoWindows : demoHeadless
  return underModernNode(() => demo({ out: options.out }))
})
