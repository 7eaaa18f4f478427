import { freshPlace, HTML_NS } from '../../snapshot/nesting.ts'
import * as dom from './dom.ts'
import { noteLazyBackgrounds } from './lazy-background.ts'
import type { DocumentContext } from './page-context.ts'
import { enterTree } from './state/element-state.ts'
import { madeStyle } from './styles/made-style.ts'
import { adoptedText } from './styles/sheet-text.ts'
import type { Level } from './walk-document.ts'

/** The elements besides custom ones that may have a root: asking the browser costs ten times what reading does. */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(
    ' ',
  ),
)

/** Browsers throw when asked about elements of SVG and MathML, some of which have such names, and about texts. */
export function mayHost(el: Element): boolean {
  if (dom.nodeType(el) !== 1 || dom.namespaceOf(el) !== HTML_NS) return false
  const name = dom.localName(el)
  return HOSTS.has(name) || name.includes('-')
}

/** Writes an element's shadow root as a declarative one, in front of the element's children. */
export function emitShadowRoot(
  el: Element,
  light: Level,
  levels: Level[],
  d: DocumentContext,
): void {
  if (!mayHost(el)) return
  const root = d.frame.host.shadowRootOf(el)
  // Roots of the browser's own controls are none of ours.
  if (!root || ((root.mode as string) === 'user-agent' && !d.browserMade)) return
  enterTree(root, d.state)
  d.changes.enter(root)
  noteLazyBackgrounds(root, d)
  light.unslotted = root.slotAssignment !== 'manual' && !root.querySelector('slot:not([name])')
  if (root.slotAssignment === 'manual') nameSlots(root, d)
  d.out.push(`<template${rootAttributes(root)}>`)
  levels.push({
    next: dom.firstChild(root),
    parent: root,
    close: '</template>',
    atEnd: () => emitAdopted(root, root.adoptedStyleSheets, d.out.push('') - 1, d),
    namespace: light.namespace,
    place: light.place && freshPlace(),
    depth: light.depth + 1,
    visible: light.visible,
    block: true,
    raw: false,
    inert: false,
  })
}

/** Markup knows slots by name only, so those filled by hand and what is in them get one. */
function nameSlots(root: ShadowRoot, d: DocumentContext): void {
  for (const slot of root.querySelectorAll('slot')) {
    const name = `linkshot-${d.manual.size}`
    d.manual.set(slot, { ...d.manual.get(slot), name })
    for (const node of slot.assignedNodes()) {
      d.manual.set(node, { ...d.manual.get(node), slot: name })
    }
  }
}

function rootAttributes(root: ShadowRoot): string {
  const flags = [
    root.delegatesFocus ? ' shadowrootdelegatesfocus=""' : '',
    root.clonable ? ' shadowrootclonable=""' : '',
    root.serializable ? ' shadowrootserializable=""' : '',
  ]
  const mode = root.mode === 'open' ? 'open' : 'closed'
  return ` shadowrootmode="${mode}"${flags.join('')}`
}

/** Fills the place `at` with one style element for each sheet that `root` adopted. */
export function emitAdopted(
  root: ParentNode,
  sheets: readonly CSSStyleSheet[] | undefined,
  at: number,
  d: DocumentContext,
): void {
  for (const sheet of sheets ?? []) {
    const media = sheet.disabled ? 'not all' : sheet.media.mediaText
    d.out[at] += madeStyle('adopted', adoptedText(sheet, root, d), media, d)
  }
}
