import { BUILDS, ensureBuilt, outputOf } from './lib/build.mjs'
import { runMain } from './lib/complaint.mjs'
import { ensureBrowser, ensureCjkFont } from './lib/install-browser.mjs'
import { ensureTools } from './lib/modern-node.mjs'
import { runCommand, toolEnv } from './lib/run-command.mjs'

/**
 * `npm run fidelity [-- PATTERN…]`: keeps a page per feature and compares what is reopened with what was
 * live. The runner itself is in tests/fidelity/run.
 */
const OWN = ['--no-build']
const args = process.argv.slice(2)
const browser = args.includes('--firefox') ? 'firefox' : 'chrome'

await runMain(async () => {
  await ensureTools()
  const env = toolEnv({
    LINKSHOT_CHROMIUM: await ensureBrowser('chromium'),
    ...(browser === 'firefox' ? { LINKSHOT_FIREFOX: await ensureBrowser('firefox') } : {}),
  })
  await ensureCjkFont()
  const build = BUILDS.find((each) => each.browser === browser && each.mode === 'granted')
  if (!args.includes('--no-build')) await ensureBuilt(build)
  const rest = args.filter((each) => !OWN.includes(each))
  const runner = ['tests/fidelity/run/main.ts', '--folder', outputOf(build), ...rest]
  const { code } = await runCommand('node', runner, { env })
  return code
})
