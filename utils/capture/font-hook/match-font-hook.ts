import { setting } from '../../db/queries.ts'
import { hasAllSites } from '../../platform/permissions.ts'
import { type EarlyScript, earlyScripts } from '../../platform/scripting.ts'

/** The hook itself, and what listens to it. */
const SCRIPTS: EarlyScript[] = [
  { id: 'font-keeper', file: '/font-keeper.js', world: 'ISOLATED' },
  { id: 'font-hook', file: '/font-hook.js', world: 'MAIN' },
]

/** What it depends on and acts on. */
interface Surroundings {
  isChosen: () => Promise<boolean>
  isAllowed: () => Promise<boolean>
  scripts: typeof earlyScripts
}

const REAL: Surroundings = {
  isChosen: () => setting('catchFonts'),
  isAllowed: hasAllSites,
  scripts: earlyScripts,
}

let matching = Promise.resolve()

/**
 * Registers the hook while the setting is on and all sites are allowed, and at no other time. To be called
 * whenever either may have changed; one call after the other, or two would register it at once.
 */
export function matchFontHook(around: Surroundings = REAL): Promise<void> {
  matching = matching.catch(() => undefined).then(() => match(around))
  return matching
}

async function match({ isChosen, isAllowed, scripts }: Surroundings): Promise<void> {
  const wanted = (await isChosen()) && (await isAllowed())
  const known = await scripts.ids()
  const there = SCRIPTS.map(({ id }) => id).filter((id) => known.includes(id))
  if (wanted && there.length === SCRIPTS.length) return
  // Half of it is of no use, and can't be registered twice.
  if (there.length > 0) await scripts.remove(there)
  if (wanted) await scripts.add(SCRIPTS)
}
