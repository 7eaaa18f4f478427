/**
 * Arrows within the side bar: up and down go through its lines, right opens a tag, left closes it or goes
 * to the one above. Tab stops at the current line only, so that a thousand tags are one step.
 */
export function pressInSide(event: KeyboardEvent): void {
  const { target, currentTarget: side, key } = event
  if (!(target instanceof HTMLElement) || !(side instanceof HTMLElement)) return
  const line = target.closest<HTMLElement>('.side-link')
  if (!line || event.ctrlKey || event.metaKey || event.altKey) return
  const lines = [...side.querySelectorAll<HTMLElement>('.side-link')]
  const at = lines.indexOf(line)
  const next = {
    ArrowDown: () => lines[at + 1],
    ArrowUp: () => lines[at - 1],
    Home: () => lines[0],
    End: () => lines.at(-1),
    ArrowRight: () => unfold(line) ?? lines[at + 1],
    ArrowLeft: () => fold(line) ?? parentOf(line, lines),
    '+': () => mark(line, 'with'),
    '=': () => mark(line, 'with'),
    '-': () => mark(line, 'without'),
  }[key]
  if (!next) return
  event.preventDefault()
  // The shelf's arrows are not meant.
  event.stopPropagation()
  next()?.focus()
}

const toggleOf = (line: HTMLElement) =>
  line.parentElement?.querySelector<HTMLElement>(':scope > .tag-toggle')

/** @returns the line itself where it was folded or unfolded */
function unfold(line: HTMLElement): HTMLElement | undefined {
  const state = line.getAttribute('aria-expanded')
  if (state === null) return line
  if (state === 'true') return undefined
  toggleOf(line)?.click()
  return line
}

function fold(line: HTMLElement): HTMLElement | undefined {
  if (line.getAttribute('aria-expanded') !== 'true') return undefined
  toggleOf(line)?.click()
  return line
}

/** The nearest line before it that is one level further out. */
function parentOf(line: HTMLElement, lines: HTMLElement[]): HTMLElement | undefined {
  const level = levelOf(line)
  const before = lines.slice(0, lines.indexOf(line))
  return level > 1 ? before.findLast((each) => levelOf(each) === level - 1) : undefined
}

const levelOf = (line: HTMLElement): number =>
  Number(line.closest('.tag-item')?.getAttribute('data-level'))

/** Asks for links with or without the tag of a line, or no longer. */
function mark(line: HTMLElement, use: 'with' | 'without'): HTMLElement {
  line.parentElement?.querySelector<HTMLElement>(`:scope > .tag-mark-${use}`)?.click()
  return line
}
