import { say } from '../scripts/lib/log.mjs'
import { markdown, median, ms, ratio } from './lib/figures.mjs'
import { startPlainProject } from './lib/sync/plain-project.mjs'
import { idleHour, pullOf, pushOf } from './lib/sync/runs.mjs'

/**
 * The first push of a library from one browser and its first pull into another, beside the same rows without any
 * sync: as JSON over the same HTTP, in pages of the same number, into a plain table and out of it. Each round has
 * an account and two browsers of its own; figures are medians of rounds.
 */
const COUNT = Number(process.env.COUNT ?? (process.env.LONG ? 100_000 : 10_000))
const ROUNDS = Number(process.env.ROUNDS ?? 3)

const KINDS = ['push', 'pull']
const HEAD =
  'what|s|of it after the last request|plain, s|and stored, s|sync : plain|sync : stored|requests|bytes a link|gzip|longest wait, ms|p99, ms|over 100 ms|longest without sync, ms'

const seconds = (time) => (time / 1000).toFixed(2)

function rowOf(kind, runs) {
  const of = (read) => median(runs.map((run) => read(run[kind])))
  const all = of(({ all }) => all)
  const [plain, stored] = [of((run) => run.plain), of((run) => run.stored ?? 0)]
  return [
    kind,
    seconds(all),
    seconds(of((run) => run.tail)),
    seconds(plain),
    stored ? seconds(stored) : '–',
    ratio(all, plain),
    ratio(all, stored),
    String(of((run) => run.requests)),
    ...[of((run) => run.bytes), of((run) => run.packed)].map((sum) => (sum / COUNT).toFixed(0)),
    ...['longest', 'p99'].map((name) => ms(of((run) => run[name]))),
    `${(100 * of((run) => run.noticed)).toFixed(1)} %`,
    ms(of((run) => run.quiet)),
  ]
}

const project = await startPlainProject()
const runs = []
let idle
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = `round-${round}`
    const push = await pushOf(project, name, COUNT)
    const pull = await pullOf(project, name, COUNT)
    runs.push({ push, pull })
    say(`round ${round + 1}: push ${seconds(push.all)} s, pull ${seconds(pull.all)} s`)
  }
  idle = await idleHour(project, 'idle')
} finally {
  await project.close()
}

say(`\n${COUNT} links with three tags each, ${ROUNDS} rounds.\n`)
say(markdown([HEAD.split('|'), ...KINDS.map((kind) => rowOf(kind, runs))]))
say(
  `\nIdle: ${idle.requests} requests and ${(idle.bytes / 1000).toFixed(1)} kB an hour (${idle.passes} alarms were counted).`,
)
