import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClock } from '../../utils/capture/page/clock.ts'
import { createSlices } from '../../utils/capture/page/slices.ts'
import { type Amid, type PageHarness, startHarness } from '../support/page-harness.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())

const SECTIONS = 40
const section = (n: number) =>
  `<section id="s${n}"><h2>section ${n}</h2>${Array.from({ length: 12 }, (_, p) => `<p class="p${p}">text <b>${n}</b>.${p}</p>`).join('')}</section>`
const PAGE = `<!doctype html><style>p{margin:0}</style><body><main>${Array.from({ length: SECTIONS }, (_, n) => section(n)).join('')}</main>`

async function amid(change: string, html = PAGE): Promise<Amid> {
  h.routes.set('/', html)
  const page = await h.open('/')
  try {
    return await h.captureAmid(page, change)
  } finally {
    await page.close()
  }
}

async function boxesOf({ amid: one, after }: Amid): Promise<[unknown, unknown]> {
  const of = (capture: Amid['amid']) => capture.documents[0]?.boxes
  return [of(one), of(after)]
}

const parts = ({ amid: one, after }: Amid) =>
  [one, after].map(({ documents: [d] }) => ({
    html: d?.html,
    text: d?.text,
    changing: d?.changing,
  }))

describe('a page that changes while it is read', () => {
  test.each([
    ['not at all', ''],
    [
      'text that was read',
      "if (pause === 9) document.querySelector('#s2 b').firstChild.data = 'new'",
    ],
    [
      'content that was read',
      "if (pause === 9) document.querySelector('#s2').innerHTML = '<h2>other</h2><ul><li>one<li>two</ul>'",
    ],
    ['a class that was read', "if (pause === 9) document.querySelector('#s3 .p4').className = 'x'"],
    [
      'content still to come',
      "if (pause === 3) document.querySelector('#s30').innerHTML = '<i>short</i>'",
    ],
    [
      'what comes next, taken away',
      "if (pause % 2 && pause < 12) document.querySelector('#s' + (pause + 3)).remove()",
    ],
    [
      'the list being read, turned around',
      "if (pause === 7) { const main = document.querySelector('main'); main.append(...[...main.children].reverse()) }",
    ],
    [
      'parts moved from the end to the beginning',
      "if (pause === 7) document.querySelector('main').prepend(document.querySelector('#s38'), document.querySelector('#s39'))",
    ],
    [
      'parts moved from the beginning to the end',
      "if (pause === 7) document.querySelector('main').append(document.querySelector('#s0'))",
    ],
    [
      'more at the end',
      "if (pause < 9) document.querySelector('main').append('more', document.createElement('hr'))",
    ],
    [
      'what is read again, once more',
      "if (pause === 9 || document.querySelectorAll('i').length === 1) document.querySelector('#s2').append(document.createElement('i'))",
    ],
    ['the body', "if (pause === 9) document.body.className = 'dark'"],
    [
      'a style sheet',
      "if (pause === 9) document.head.append(Object.assign(document.createElement('style'), { textContent: 'b{color:red}' }))",
    ],
    [
      'a frame in what was read',
      "if (pause === 9) document.querySelector('#s1').append(document.createElement('iframe'))",
    ],
    [
      'a picture in what was read',
      "if (pause === 9) document.querySelector('#s1 p').innerHTML = '<img src=x.png width=9 height=9>'",
    ],
  ])('is kept as it became: %s', async (_, change) => {
    const found = await amid(change)
    expect(found.pauses).toBeGreaterThan(12)
    const [one, after] = parts(found)
    expect(one).toEqual(after)
    const [boxes, boxesAfter] = await boxesOf(found)
    expect(boxes).toEqual(boxesAfter)
  })

  test('in a root that was read', async () => {
    const root = `<div id="host"><template shadowrootmode="open">${section(99)}${section(98)}</template></div>`
    const found = await amid(
      "if (pause === 9) document.querySelector('#host').shadowRoot.querySelector('b').textContent = 'new'",
      PAGE.replace('<main>', `<main>${root}`),
    )
    const [one, after] = parts(found)
    expect(one).toEqual(after)
    expect(one?.html).toContain('<b>new</b>')
  })

  test('faster than it can be read is kept, and says so', async () => {
    const found = await amid("document.querySelector('#s0 b').textContent = pause")
    const [one] = parts(found)
    expect(one?.changing).toBe(true)
    expect(one?.html?.match(/<section/g)).toHaveLength(SECTIONS)
  })

  test('all over all the time is read to its end', async () => {
    const found = await amid('document.body.dataset.pause = pause')
    const [one] = parts(found)
    expect(one?.changing).toBe(true)
    expect(one?.html?.match(/<section/g)).toHaveLength(SECTIONS)
  })

  test('at random places becomes what it is in the end', async () => {
    const change = `
      globalThis.seed ??= SEED
      const random = (n) => (globalThis.seed = (globalThis.seed * 16807) % 2147483647) % n
      const all = document.querySelectorAll('main *')
      if (pause > 25) return
      const [one, other] = [all[random(all.length)], all[random(all.length)]]
      const kind = random(5)
      if (kind === 0) one.remove()
      else if (kind === 1) { if (!one.contains(other)) other.append(one) }
      else if (kind === 2) one.textContent = 'new ' + pause
      else if (kind === 3) one.title = pause
      else other.before(document.createElement('em'), 'x')`
    for (let seed = 1; seed <= 20; seed++) {
      const found = await amid(change.replace('SEED', String(seed * 7919)))
      const [one, after] = parts(found)
      if (!one?.changing) expect(one, `seed ${seed}`).toEqual(after)
    }
  })
})

describe('slices', () => {
  test('give the page its turn after some milliseconds of work, and count only the work', async () => {
    let time = 0
    let rests = 0
    const clock = createClock(() => time)
    const slices = createSlices(
      clock,
      () => time,
      async () => {
        time += 1000
        rests++
      },
    )
    function* work() {
      for (let n = 0; n < 1600; n++) {
        time += 1
        if (slices.due()) yield
      }
      return 'done'
    }
    expect(await slices.run(work())).toBe('done')
    const { total, longest } = clock.read()
    expect([rests, total]).toEqual([50, 1600])
    expect(longest).toBeLessThanOrEqual(50)
  })
})
