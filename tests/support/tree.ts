import type { Page, Protocol } from 'puppeteer-core'

type Node = Protocol.Accessibility.AXNode

/** Roles that say nothing to anybody, and differ between versions of Chromium; what is in them moves up. */
const HOLLOW = new Set([
  'none',
  'generic',
  'InlineTextBox',
  'LineBreak',
  'ListMarker',
  'LabelText',
  'RootWebArea',
  'sectionheader',
  'sectionfooter',
])

/** Properties worth a word, in this order. */
const STATES = [
  'level',
  'checked',
  'pressed',
  'selected',
  'expanded',
  'modal',
  'disabled',
  'invalid',
  'readonly',
  'hasPopup',
  'autocomplete',
  'live',
  'keyshortcuts',
]

/** What changes from run to run, and what stands for it. */
const VOLATILE: [RegExp, string][] = [
  [/(?:127\.0\.0\.1|localhost):\d+/g, 'HOST'],
  [/just now|刚刚|(?:\d+|[a-z]+) (?:second|minute|hour)s? ago|\d+\s?(?:秒钟?|分钟|小时)前/g, 'AGO'],
  [
    /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}(?:, \d{4})?(?:, \d{1,2}:\d\d\s[AP]M)?/g,
    'DATE',
  ],
  [/(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:\s?\d{1,2}:\d\d)?/g, 'DATE'],
  [/\d+(?:[.,]\d+)?\s(?:B|kB|MB|GB)\b/g, 'SIZE'],
  [/\b\d+\.\d+\.\d+\b/g, 'VERSION'],
]

/**
 * A page as assistive technology gets it: a line for each element, `role "name" [states]`, indented.
 * Dates, sizes and ports are replaced, so that two runs give the same text.
 */
export async function accessibilityTree(page: Page): Promise<string> {
  let last = await readTree(page)
  // Counts and pictures come a moment after the rest.
  for (let tries = 0; tries < 20; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const next = await readTree(page)
    if (next === last) return next
    last = next
  }
  throw new Error('what the page tells never stands still')
}

async function readTree(page: Page): Promise<string> {
  const session = await page.createCDPSession()
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const [root] = nodes
  const lines = root ? linesOf(root, byId, 0, '') : []
  return steady(`${lines.join('\n')}\n`)
}

function linesOf(node: Node, byId: Map<string, Node>, depth: number, above: string): string[] {
  const children = (node.childIds ?? []).flatMap((id) => byId.get(id) ?? [])
  const below = (level: number, name: string) =>
    children.flatMap((child) => linesOf(child, byId, level, name))
  const name = textOf(node.name)
  if (isHollow(node)) return below(depth, above)
  // The text that its element is named by would be said twice.
  if (roleOf(node) === 'StaticText' && above.includes(name)) return []
  return [
    `${'  '.repeat(depth)}${lineOf(node, name)}`,
    ...below(depth + 1, name + textOf(node.value)),
  ]
}

const roleOf = (node: Node): string => textOf(node.role)
const textOf = (value: Protocol.Accessibility.AXValue | undefined): string =>
  String(value?.value ?? '').trim()

function isHollow(node: Node): boolean {
  if (node.ignored || HOLLOW.has(roleOf(node))) return true
  return roleOf(node) === 'StaticText' && textOf(node.name) === ''
}

function lineOf(node: Node, name: string): string {
  const said = [roleOf(node), ...(name === '' ? [] : [JSON.stringify(name)])]
  const value = textOf(node.value)
  if (value !== '') said.push(`= ${JSON.stringify(value)}`)
  const states = statesOf(node)
  if (states.length > 0) said.push(`[${states.join(', ')}]`)
  return said.join(' ')
}

function statesOf(node: Node): string[] {
  const properties = new Map(node.properties?.map((each) => [`${each.name}`, each.value.value]))
  return STATES.flatMap((state) => {
    const value: unknown = properties.get(state)
    if (value === undefined || value === '' || value === false || value === 'false') {
      // That a thing can be pressed or opened is told by its being off, too.
      return ['pressed', 'expanded'].includes(state) && value !== undefined ? [`not ${state}`] : []
    }
    return [value === true || value === 'true' ? state : `${state} ${String(value)}`]
  })
}

const steady = (text: string): string =>
  VOLATILE.reduce((changed, [pattern, stand]) => changed.replace(pattern, stand), text)
