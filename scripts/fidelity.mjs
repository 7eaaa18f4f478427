import { BUILDS, ensureBuilt, outputOf } from './lib/build.mjs'
import { runMain } from './lib/complaint.mjs'
import { ensureBrowser, ensureCjkFont } from './lib/install-browser.mjs'
import { say } from './lib/log.mjs'
import { ensureTools } from './lib/modern-node.mjs'
import { runCommand, toolEnv } from './lib/run-command.mjs'

/** The runner itself is in tests/fidelity/run. */
const USAGE = `Usage: npm run fidelity [-- PATTERN… OPTIONS]

Keeps a page per feature and compares what is reopened, in the viewer and as one file, with what was live.
Patterns choose pages by a part of their name.

  --firefox      in Firefox instead of Chromium
  --peers[=DIR]  have SingleFile keep them too; DIR is where single-file-cli was installed
  --sites        built pages out of others' packages instead; fetches them into .linkshot/sites
  --mutants      builds with a defect each: every one must be seen by a page
  --no-build     what was built last, whatever has changed since`

const OWN = ['--no-build']
const args = process.argv.slice(2)
const browser = args.includes('--firefox') ? 'firefox' : 'chrome'

await runMain(async () => {
  if (args.includes('--help')) {
    say(USAGE)
    return 0
  }
  await ensureTools()
  const env = toolEnv({
    LINKSHOT_CHROMIUM: await ensureBrowser('chromium'),
    ...(browser === 'firefox' ? { LINKSHOT_FIREFOX: await ensureBrowser('firefox') } : {}),
  })
  await ensureCjkFont()
  const build = BUILDS.find((each) => each.browser === browser && each.mode === 'granted')
  if (!args.includes('--no-build')) await ensureBuilt(build)
  const rest = args
    .filter((each) => !OWN.includes(each))
    .map((each) => (each === '--peers' ? '--peers=' : each))
  const runner = ['tests/fidelity/run/main.ts', '--folder', outputOf(build), ...rest]
  const { code } = await runCommand('node', runner, { env })
  return code
})
