import type { Expected } from './declared.ts'
import { findRoot, type Root, Unreachable } from './find-element.ts'

/** What isn't as expected, one line each. */
export async function checkExpected(start: Root, expected: Expected): Promise<string[]> {
  const wrong: string[] = []
  for (const [key, value] of Object.entries(expected)) {
    const found = await valueAt(start, key).catch((error: Error) =>
      error instanceof Unreachable ? String(value) : `(${error.message.split('\n')[0]})`,
    )
    if (found !== String(value)) wrong.push(`${key}: ${found}, not ${value}`)
  }
  return wrong
}

async function valueAt(start: Root, key: string): Promise<string> {
  const border = key.lastIndexOf(' | ')
  if (border < 0) throw new Error("a key is 'selector | property'")
  const { root, selector } = await findRoot(start, key.slice(0, border))
  return root.evaluate(readProperty, selector, key.slice(border + 3).trim())
}

/** Runs in the page. */
function readProperty(
  { node: root }: { node: Document | ShadowRoot },
  address: string,
  property: string,
): string {
  const [, selector = '', pseudo] = /^(.*?)(::[\w-]+)?$/s.exec(address) ?? []
  const all = root.querySelectorAll(selector || '*')
  if (property === 'count') return String(all.length)
  if (property === 'exists') return String(all.length > 0)
  const element = all[0]
  if (!element) return `(no ${selector})`
  const [word = '', argument = ''] = property.split(/:(.*)/s)
  const round = (value: number) => String(Math.round(value * 100) / 100)
  const readers: Record<string, () => unknown> = {
    text: () => (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
    tag: () => element.localName,
    attr: () => element.getAttribute(argument),
    matches: () => element.matches(argument),
    box: () => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return [x, y, width, height].map(round).join(' ')
    },
  }
  const own = ['value', 'checked', 'indeterminate', 'open', 'naturalWidth', 'naturalHeight']
  const more = ['scrollTop', 'scrollLeft', 'selectedIndex', 'currentTime', 'disabled']
  const reader = readers[word]
  if (reader) return String(reader())
  if ([...own, ...more].includes(property))
    return String((element as unknown as Record<string, unknown>)[property])
  const view = element.ownerDocument.defaultView ?? globalThis
  const style = view.getComputedStyle(element, pseudo ?? null)
  return style.getPropertyValue(property) || String(style[property as keyof CSSStyleDeclaration])
}
