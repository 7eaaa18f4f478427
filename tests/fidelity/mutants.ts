/** A change of one piece of the source, which is found once. */
export interface Edit {
  file: string
  find: string
  replace: string
}

/** A defect put into a copy of the sources; at least one of the pages must then be seen to be wrong. */
export interface Mutant extends Edit {
  defect: string
  /** What must go as well for the defect to show: some things are made sure of twice. */
  also?: Edit[]
  pages: string[]
}

const PAGE = 'utils/capture/page'

export const MUTANTS: Mutant[] = [
  {
    defect: 'closed roots skipped',
    file: `${PAGE}/shadow.ts`,
    find: 'const root = d.frame.host.shadowRootOf(el)',
    replace: 'const root = el.shadowRoot',
    pages: ['trees/closed-shadow'],
  },
  {
    defect: "rules changed by script ignored: a sheet's source always",
    file: `${PAGE}/styles/sheet-text.ts`,
    find: 'const same = source !== null && (await d.frame.slices.run(describes(source.text, rules, d)))',
    replace: 'const same = source !== null',
    pages: ['styles/cssom-insert-rule', 'styles/cssom-edit-rules'],
  },
  {
    defect: 'adopted sheets dropped',
    file: `${PAGE}/shadow.ts`,
    find: 'for (const sheet of sheets ?? []) {',
    replace: 'for (const sheet of (sheets ?? []).slice(0, 0)) {',
    pages: ['styles/adopted-document', 'styles/adopted-roots'],
  },
  {
    defect: 'scroll of elements dropped',
    file: `${PAGE}/state/scroll.ts`,
    find: 'if (!scrollLeft && !scrollTop) return {}',
    replace: 'if (scrollLeft !== undefined) return {}',
    pages: ['state/scroll-element'],
  },
  {
    defect: 'scroll of the window dropped',
    file: `${PAGE}/capture-document.ts`,
    find: 'scrollY: placed?.scrollY ?? 0 }',
    replace: 'scrollY: 0 }',
    pages: ['state/scroll-window', 'basics/sticky'],
  },
  {
    defect: 'typed values dropped',
    file: `${PAGE}/rules/forms.ts`,
    find: "return el.value || dom.hasAttribute(el, 'value') ? { set: { value: el.value } } : undefined",
    replace: 'return undefined',
    pages: ['state/text-values', 'state/typed-by-hand'],
  },
  {
    defect: 'canvas dropped',
    file: `${PAGE}/rules/element-rules.ts`,
    find: '    canvas: canvasRule,\n',
    replace: '',
    pages: ['pixels/canvas-kinds'],
  },
  {
    defect: 'frames dropped',
    file: `${PAGE}/rules/frames.ts`,
    find: 'const src = child ? addChild(el, child, d) : null',
    replace: 'const src = child ? null : null',
    pages: ['frames/same-origin', 'frames/srcdoc'],
  },
  {
    defect: 'wrong nesting not marked',
    file: `${PAGE}/nesting.ts`,
    find: "if (place.mode === 'html' || stays(el, tag, as, place, d.quirks)) {",
    replace: "if (place.mode === 'html' || stays(el, tag, as, place, d.quirks) || tag) {",
    pages: ['trees/p-with-div', 'trees/a-in-a'],
  },
  {
    defect: 'states dropped',
    file: `${PAGE}/state/element-state.ts`,
    find: 'const states = formStates(el, name)',
    replace: 'const states = formStates(el, name).slice(0, 0)',
    pages: ['state/indeterminate', 'state/user-invalid'],
  },
  {
    defect: 'highlights dropped',
    file: `${PAGE}/state/highlights.ts`,
    find: 'if (!view || !registry?.size)',
    replace: 'if (!view || !registry?.size || view)',
    pages: ['styles/highlights'],
  },
  {
    defect: 'remembered sizes dropped',
    file: `${PAGE}/state/remembered-size.ts`,
    find: "if (style.contentVisibility !== 'auto') return {}",
    replace: "if (style.contentVisibility !== '') return {}",
    pages: ['state/content-visibility'],
  },
  {
    defect: "the body's font dropped",
    file: `${PAGE}/state/body-font.ts`,
    find: "return font.join('') ?",
    replace: "return font.join('') === 'x' ?",
    pages: ['trees/body-fonts'],
  },
  {
    defect: "pictures' bodies never asked for",
    file: `${PAGE}/findings.ts`,
    find: 'if (!findings.wanted.has(cid)) {',
    replace: "if (!findings.wanted.has(cid) && kind !== 'image') {",
    pages: ['pixels/other-origins', 'pixels/picture-choice'],
  },
  {
    defect: 'shadow roots dropped',
    file: `${PAGE}/shadow.ts`,
    find: "if (!root || ((root.mode as string) === 'user-agent' && !d.browserMade)) return",
    replace: 'if (root || !root) return',
    pages: ['trees/declarative-shadow', 'trees/nested-shadow'],
  },
  {
    defect: 'sanitiser off: handlers kept and let through',
    file: `${PAGE}/attributes.ts`,
    find: '/^(?:on.*|nonce',
    replace: '/^(?:nonce',
    also: [
      {
        file: 'utils/replay/clean-attributes.ts',
        find: 'if (DROPPED.has(name) || /^on[a-z]/.test(name)) drop',
        replace: 'if (DROPPED.has(name)) drop',
      },
    ],
    pages: ['basics/harmless'],
  },
]
