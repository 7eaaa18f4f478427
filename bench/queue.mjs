import { say } from '../scripts/lib/log.mjs'
import { openSession } from '../scripts/lib/session.mjs'
import { markdown, median, ms, ratio } from './lib/figures.mjs'
import { atRest, keepLinks, openBare } from './lib/queue-run.mjs'
import { DOCUMENT_MS, PART_MS, serveSlowly } from './lib/slow-farm.mjs'

/**
 * How fast a list of typed links is kept, by how many are kept at once, beside bare tabs that only load the
 * same kind of pages. Each page is of another host, so that no limit by host holds one back. Rounds go over all
 * settings in turn, so that a busy moment of the machine hits all of them; figures are medians of rounds.
 */
const COUNT = Number(process.env.COUNT ?? 24)
const ROUNDS = Number(process.env.ROUNDS ?? 3)
const AT_ONCE = [1, 2, 4]

/** Both ways with one setting; whose turn is first changes with each round. */
async function measure(session, farm, atOnce, round) {
  const found = { atOnce }
  const ways = [
    async () => {
      found.kept = await keepLinks(session, farm.next(COUNT), atOnce)
    },
    async () => {
      found.bare = await openBare(session, farm.next(COUNT), atOnce)
    },
  ]
  if (round % 2 === 1) ways.reverse()
  for (const way of ways) {
    await way()
    await atRest(session)
  }
  return found
}

function rowOf(runs, atOnce) {
  const of = (read) => median(runs.filter((run) => run.atOnce === atOnce).map(read))
  const kept = of((run) => run.kept)
  const bare = of((run) => run.bare)
  // So many are under way at a time: each takes that much longer than its share.
  const each = (all) => (all * atOnce) / COUNT
  const perMinute = (all) => String(Math.round((COUNT * 60_000) / all))
  return [
    String(atOnce),
    perMinute(kept),
    perMinute(bare),
    ms(each(kept)),
    ms(each(bare)),
    ms(each(kept) - each(bare)),
    ratio(kept, bare),
  ]
}

const HEAD =
  'at once|links a minute|bare tabs a minute|a link, ms|a bare tab, ms|beyond it, ms|link : bare tab'

const farm = await serveSlowly()
const session = await openSession({ viewport: { width: 1280, height: 800 } })
const runs = []
try {
  // Beforehand: the first capture of a fresh worker pays for loading it.
  await keepLinks(session, farm.next(2), 1)
  await atRest(session)
  for (let round = 0; round < ROUNDS; round += 1)
    for (const atOnce of AT_ONCE) runs.push(await measure(session, farm, atOnce, round))
} finally {
  await session.close()
  farm.close()
}

say(
  `${COUNT} links a round, ${ROUNDS} rounds. A page's server takes ${DOCUMENT_MS} ms for the document and ${PART_MS} ms for its parts.\n`,
)
say(markdown([HEAD.split('|'), ...AT_ONCE.map((atOnce) => rowOf(runs, atOnce))]))
