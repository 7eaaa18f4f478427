import * as dom from './dom.ts'
import type { Selected } from './page-context.ts'
import type { Level } from './walk-document.ts'

/** What the page does to a document while it is read in slices. */
export interface Changes {
  /** Elements that have been read, or are being read. */
  seen: WeakSet<Element>
  /** Those that changed afterwards. */
  dirty: Set<Element>
  /** The whole document has to be read again. */
  torn: boolean
  /** Anything has changed at all. */
  any: boolean
  /** Takes in a root, to be watched once somebody else may have his turn. */
  enter: (root: Document | ShadowRoot) => void
  /** Begins to watch: from now on the page may change. */
  begin: () => void
  /** Notes what has changed; `levels` are the lists of siblings being read. */
  note: (levels: readonly Level[], selected?: Selected) => void
  stop: () => void
}

const ALL = { subtree: true, childList: true, attributes: true, characterData: true }

export function createChanges(): Changes {
  const roots: (Document | ShadowRoot)[] = []
  let observer: MutationObserver | undefined
  /** Handed over before anybody asks, mostly. */
  let records: MutationRecord[] = []
  const changes: Changes = {
    seen: new WeakSet(),
    dirty: new Set(),
    torn: false,
    any: false,
    enter: (root) => {
      roots.push(root)
      observer?.observe(root, ALL)
    },
    begin: () => {
      if (observer) return
      observer = new MutationObserver((more) => {
        records = records.concat(more)
      })
      for (const root of roots) observer.observe(root, ALL)
    },
    note: (levels, selected) => {
      const all = records.concat(observer?.takeRecords() ?? [])
      records = []
      changes.any ||= all.length > 0
      for (const record of all) noteRecord(record, levels, changes, selected)
    },
    stop: () => observer?.disconnect(),
  }
  return changes
}

function noteRecord(
  record: MutationRecord,
  levels: readonly Level[],
  changes: Changes,
  selected?: Selected,
): void {
  const { target } = record
  const el = elementOf(target)
  // What is selected of a changed list nobody has looked at yet.
  if (!el || selected?.isPart(el)) changes.torn = true
  else if (changes.seen.has(el)) {
    const open = levels.find((level) => level.parent === target)
    if (open && record.type === 'childList' && isAhead(record, open)) return
    changes.dirty.add(el)
    // What is left of its list may have gone elsewhere; it is read again as a whole.
    if (open?.next && dom.parentNode(open.next) !== target) open.next = null
  }
}

/** The element a change belongs to; null for the document itself. */
function elementOf(target: Node): Element | null {
  if (dom.nodeType(target) === 1) return target as Element
  const parent = dom.nodeType(target) === 11 ? target : dom.parentNode(target)
  if (!parent) return null
  return dom.nodeType(parent) === 11 ? ((parent as ShadowRoot).host ?? null) : (parent as Element)
}

const FOLLOWING = 4

/** Whether nodes were only added, and where the reading comes by later on. */
function isAhead({ addedNodes, removedNodes }: MutationRecord, { next }: Level): boolean {
  if (removedNodes.length > 0 || !next) return false
  return [...addedNodes].every((node) => Boolean(next.compareDocumentPosition(node) & FOLLOWING))
}
