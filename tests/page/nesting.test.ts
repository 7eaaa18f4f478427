import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle, type PageHarness, startHarness } from '../support/page-harness.ts'

let h: PageHarness
let page: Page
let script: string
beforeAll(async () => {
  h = await startHarness()
  script = await bundle()
})
afterAll(() => h.close())

/** Opens an empty page with the page script and what follows here in its own world. */
async function empty(doctype: string): Promise<void> {
  h.routes.set('/', `${doctype}<html><head></head><body></body></html>`)
  page = await h.open('/')
  await page.addScriptTag({ content: script })
  await page.addScriptTag({ content: `(${helpers.toString()})()` })
  await page.evaluate('document.querySelectorAll("script").forEach((each) => each.remove())')
}

/** Runs in the page: builds trees, and says what became of them. */
function helpers(): void {
  const SPACES: Record<string, string> = {
    svg: 'http://www.w3.org/2000/svg',
    math: 'http://www.w3.org/1998/Math/MathML',
  }
  /** `['p', ['div', 'text']]`; a name may have its namespace in front, as in `svg|circle`. */
  const make = (tree: unknown): Node => {
    if (typeof tree === 'string') return document.createTextNode(tree)
    if (!Array.isArray(tree)) return makeDeep(tree as { names: string[]; depth: number })
    const [name, ...children] = tree as [string, ...unknown[]]
    const [local, space] = name.split('|').reverse() as [string, string?]
    const el = document.createElementNS(
      SPACES[space ?? ''] ?? space ?? 'http://www.w3.org/1999/xhtml',
      local,
    )
    const into = el instanceof HTMLTemplateElement ? el.content : el
    into.append(...children.map(make))
    return el
  }
  const makeDeep = ({ names, depth }: { names: string[]; depth: number }): Node => {
    let node: Node = document.createTextNode('x')
    for (let at = depth; at >= 0; at--) {
      const outer = make([names[at % names.length], 'y'])
      outer.insertBefore(node, outer.firstChild)
      node = outer
    }
    return node
  }
  const plain = (root: Element): Element => {
    const copy = root.cloneNode(true) as Element
    const walk = (at: ParentNode & Node) => {
      for (const el of at.querySelectorAll('*')) {
        for (const name of ['type', 'charset', 'checked', 'selected', 'data-linkshot-tag']) {
          el.removeAttribute(name)
        }
        if (el.localName === 'meta') el.remove()
        if (el instanceof HTMLTemplateElement) walk(el.content)
      }
      at.normalize()
    }
    walk(copy)
    return copy
  }
  Object.assign(globalThis, {
    async comeBack(trees: unknown[], root = false) {
      const { linkshot } = globalThis as unknown as {
        linkshot: {
          captureForTest(): Promise<{ documents: { html: string }[] }>
          graft(doc: Document): void
        }
      }
      if (root) document.documentElement.replaceChildren(...trees.map(make))
      else document.body.replaceChildren(...trees.map(make))
      const html = (await linkshot.captureForTest()).documents[0]?.html ?? ''
      const back = new DOMParser().parseFromString(html, 'text/html')
      linkshot.graft(back)
      const [a, b] = [plain(document.documentElement), plain(back.documentElement)]
      if (a.isEqualNode(b)) return ''
      return `${a.outerHTML}\n--- came back as ---\n${b.outerHTML}\n--- from ---\n${html}`
    },
  })
}

const comeBack = (trees: unknown[], root = false) =>
  page.evaluate(`comeBack(${JSON.stringify(trees)}, ${root})`) as Promise<string>

const NAMES =
  'p div a b button form table tbody tr td caption colgroup col select option optgroup li ul dd dl h1 h2 nobr ruby rt rp rtc rb ' +
  'svg|svg svg|g svg|foreignObject svg|circle svg|title svg|p svg|font math|math math|mi math|mrow math|annotation-xml math|mglyph ' +
  'template object applet marquee span section address hr pre listing center i font body html head frameset image x-y urn:x|z th thead label summary details dialog em u'

/** A list of numbers that looks random and is the same every time. */
function* numbers(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

function randomTree(random: Generator<number>, names: string[], depth: number): unknown {
  const next = () => random.next().value as number
  if (depth === 0 || next() < 0.15) return next() < 0.8 ? 'x' : ' '
  const name = names[Math.floor(next() * names.length)] ?? 'p'
  if (/^(?:hr|col|image)$/.test(name)) return [name]
  const children = Array.from({ length: Math.floor(next() * 4) }, () =>
    randomTree(random, names, depth - 1),
  )
  return [name, ...children]
}

describe('a tree made by a script', () => {
  test.each([
    ['standards', '<!doctype html>'],
    ['quirks', ''],
  ])('comes back node for node in %s mode', async (_mode, doctype) => {
    await empty(doctype)
    const random = numbers(7)
    const wrong: string[] = []
    for (let round = 0; round < 1500 && wrong.length < 3; round++) {
      const names = NAMES.split(' ')
      // Few names at a time make them meet more often.
      const few = round % 2 ? names : names.filter(() => (random.next().value as number) < 0.15)
      const trees = [0, 1, 2].map(() => randomTree(random, few, 5))
      const difference = await comeBack(trees)
      if (difference) wrong.push(difference)
    }
    expect(wrong).toEqual([])
    await page.close()
  })

  test('comes back from a depth no parser goes to', async () => {
    await empty('<!doctype html>')
    const deep = (names: string, depth: number) =>
      page.evaluate(`comeBack([{ names: ${JSON.stringify(names.split(' '))}, depth: ${depth} }])`)
    expect(await deep('div', 1500)).toBe('')
    expect(await deep('div p', 1000)).toBe('')
    expect(await deep('svg|svg svg|g', 1000)).toBe('')
    await page.close()
  })

  test.each([
    ['between head and body', [['head'], ['div', 'x'], ['body', 'y']]],
    ['behind the body', [['head'], ['body', 'y'], ['div', 'x'], ['p', ['div']]]],
    ['in front of the head', [['div', 'a'], ['p', 'b'], ['head'], ['body', 'y']]],
    ['as a second body', [['head'], ['body', 'y'], ['body', 'x']]],
    ['as text outside of the body', [['head'], 'x', ['body', 'y'], 'z']],
  ])('comes back %s', async (_where, children) => {
    await empty('<!doctype html>')
    expect(await comeBack(children, true)).toBe('')
    await page.close()
  })
})
