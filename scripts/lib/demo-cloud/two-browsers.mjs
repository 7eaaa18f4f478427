import { say } from '../log.mjs'
import { openSession } from '../session.mjs'
import { signInAs } from './sign-in.mjs'
import { startProject } from './start-project.mjs'

export const USER = 'ana'
export const VIEWPORT = { width: 1280, height: 800 }

/**
 * A project and two browsers signed in to it, for as long as `work` runs or until Ctrl+C. All of it is ended in
 * any case.
 * @param {(demo: object) => Promise<number>} work gives the exit code
 */
export async function withTwoBrowsers({ headless }, work) {
  const stop = untilSignal()
  const own = ownership(stop)
  const running = openBoth(own, headless).then((demo) => work({ ...demo, stopped: stop.promise }))
  try {
    return await Promise.race([running, stop.promise])
  } finally {
    await own.endAll()
    // What was under way fails when its browser goes: that is no news, but it may have begun something.
    await running.catch(() => {})
    await own.endAll()
  }
}

async function openBoth(own, headless) {
  const started = performance.now()
  const project = await startProject()
  await own.take(project.close)
  const ms = Math.round(performance.now() - started)
  say(`A project with all migrations after ${ms} ms: ${project.standIn.url}`)
  const open = async () => {
    const session = await openSession({ viewport: VIEWPORT, outlivesSignals: true, headless })
    await own.take(session.close)
    await signInAs(session, project.standIn, USER)
    return session
  }
  const [first, second] = [await open(), await open()]
  say(`Two browsers are signed in as ${USER}.`)
  return { standIn: project.standIn, first, second }
}

/** Resolves to an exit code with the first signal that is to end us. */
function untilSignal() {
  const stop = { was: false }
  stop.promise = new Promise((resolve) => {
    const end = () => {
      stop.was = true
      resolve(130)
    }
    // They stay: the terminal and npm both send one, and the second would kill us while we tidy up.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  })
  return stop
}

/** What was started and has to be ended, the latest first. */
function ownership(stop) {
  const ends = []
  const endAll = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end().catch(() => {})
  }
  return {
    endAll,
    async take(end) {
      ends.push(end)
      if (!stop.was) return
      await endAll()
      throw new Error('stopped')
    },
  }
}
