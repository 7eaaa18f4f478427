import { setTimeout as wait } from 'node:timers/promises'

/**
 * Scrolls a shelf by the same pixels in each frame, however many of these a second has here, and measures the work of the
 * page's main thread between them.
 * @param {{ step: number, frames: number }} how pixels a frame, and how many frames
 * @returns {Promise<{ frames: number[], nodes: number }>} ms of work in each, and how many nodes there were
 */
export async function scrollShelf(browser, url, { step, frames }) {
  const page = await browser.newPage()
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForSelector('[data-role=row] .row-title-text')
  await wait(3000)
  // One time before, so that code is as warm as after a minute of use.
  await page.evaluate(scroll, { step, frames: 60 })
  await wait(1000)
  const client = await page.createCDPSession()
  const events = []
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  const over = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve))
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-devtools.timeline', 'blink.user_timing'],
    },
  })
  const nodes = await page.evaluate(scroll, { step, frames })
  await client.send('Tracing.end')
  await over
  await page.close()
  return { frames: workBetweenMarks(events), nodes }
}

/** Runs in the page. */
async function scroll({ step, frames }) {
  const list = document.querySelector('[data-role=list]')
  // Counted here: asking the list forces a layout.
  let top = list.scrollTop
  for (let frame = 0; frame < frames; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    performance.mark('bench-frame')
    top += step
    list.scrollTo(0, top)
  }
  return document.querySelectorAll('*').length
}

/** Adds up the tasks of the thread that set the marks, frame by frame. */
function workBetweenMarks(events) {
  const marks = events.filter(({ name }) => name === 'bench-frame').sort((a, b) => a.ts - b.ts)
  const [first] = marks
  if (!first) return []
  const tasks = events.filter(
    ({ name, ph, pid, tid }) =>
      name === 'RunTask' && ph === 'X' && pid === first.pid && tid === first.tid,
  )
  const starts = marks.map(({ ts }) => ts)
  const work = Array.from({ length: Math.max(0, starts.length - 1) }, () => 0)
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // A frame's own task begins before its mark is set in it: it belongs to the mark inside of it.
    const at = starts.findLastIndex((start) => start <= ts + dur)
    if (at >= 0 && at < work.length) work[at] += tdur / 1000
  }
  return work
}
