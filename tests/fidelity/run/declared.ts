import { DEFAULT_SETTINGS, type Settings } from '../../../utils/model/setting.ts'

/** How a kept page is looked at again. */
export type Reader = 'viewer' | 'export'

/** Readers of others, by pixels only, to compare with. */
export type Peer = 'mhtml' | 'singlefile'

export type BrowserName = 'chromium' | 'firefox'

/** 'selector | property' → value */
export type Expected = Record<string, string | number | boolean>

/** One act of the reader of a page, by real input. */
export type Step =
  | { click: string }
  | { hover: string }
  | { focus: string }
  | { key: string }
  | { type: [selector: string, text: string] }
  | { select: [selector: string, ...values: string[]] }
  | { scroll: [x: number, y: number] | [selector: string, x: number, y: number] }
  | { wait: string }

/** What a page says about itself. */
export interface Declared {
  /** Holds live, in the viewer and in the file. */
  expect: Expected
  live: Expected
  viewer: Expected
  export: Expected
  steps: Step[]
  /** Settings of the extension while the page lives, beside those it comes with. */
  settings: Partial<Settings>
  /** Readers ('export', 'firefox', 'firefox-viewer'…) that can't show this, with the true reason. */
  except: Record<string, string>
  /** Pixels that may differ, with the reason in `why`. */
  tolerance: number
  why: string
}

const EMPTY: Declared = {
  expect: {},
  live: {},
  viewer: {},
  export: {},
  steps: [],
  settings: {},
  except: {},
  tolerance: 0,
  why: '',
}

const EXCEPTABLE = /^((chromium|firefox)(-(live|viewer|export))?|live|viewer|export)$/

/** @throws where a word is not known: a mistyped 'expect' would ask nothing and pass */
export function readDeclared(text: string): Declared {
  const given = JSON.parse(text) as Partial<Declared>
  for (const word of Object.keys(given))
    if (!(word in EMPTY)) throw new Error(`'${word}' means nothing here`)
  for (const [reader, reason] of Object.entries(given.except ?? {}))
    if (!EXCEPTABLE.test(reader) || !reason) throw new Error(`'except' of '${reader}' is not clear`)
  for (const name of Object.keys(given.settings ?? {}))
    if (!(name in DEFAULT_SETTINGS)) throw new Error(`there is no setting '${name}'`)
  if (given.tolerance && !given.why) throw new Error("a tolerance needs its 'why'")
  return { ...EMPTY, ...given }
}

/** Why a reader can't show the page in a browser, if the page says so. */
export function exceptionOf(
  { except }: Declared,
  browser: BrowserName,
  reader: Reader | 'live',
): string | undefined {
  return except[`${browser}-${reader}`] ?? except[browser] ?? except[reader]
}
