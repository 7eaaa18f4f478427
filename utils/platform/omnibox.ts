import { browser } from './browser.ts'

/** A piece of a suggestion's text. Only Chromium can show how it looks. */
export interface TextPart {
  text: string
  look?: 'dim' | 'url'
  match?: boolean
}

export interface Suggestion {
  /** What the address bar holds once it is chosen. */
  content: string
  parts: TextPart[]
}

/** What is offered for a typed text: on Enter, and below it. */
export interface Offer {
  first: TextPart[]
  others: Suggestion[]
}

export type Disposition = 'currentTab' | 'newForegroundTab' | 'newBackgroundTab'

/** Calls `offer` for what is typed after our keyword; `signal` ends one that more typing has overtaken. */
export function onOmniboxInput(
  offer: (text: string, signal: AbortSignal) => Promise<Offer | undefined>,
): void {
  let latest = new AbortController()
  browser.omnibox.onInputChanged.addListener((text, suggest) => {
    latest.abort()
    latest = new AbortController()
    const { signal } = latest
    void offer(text, signal)
      .then(async (offered) => {
        if (!offered || signal.aborted) return
        await browser.omnibox.setDefaultSuggestion({ description: describe(offered.first) })
        suggest(
          offered.others.map(({ content, parts }) => ({ content, description: describe(parts) })),
        )
      })
      .catch(console.error)
  })
  browser.omnibox.onInputCancelled.addListener(() => latest.abort())
}

/** Calls `enter` with what is in the address bar on Enter: typed words, or a suggestion's content. */
export function onOmniboxEnter(enter: (text: string, disposition: Disposition) => void): void {
  browser.omnibox.onInputEntered.addListener((text, disposition) =>
    enter(text, disposition as Disposition),
  )
}

/** Firefox shows descriptions as they are. */
const describe = (parts: TextPart[]): string =>
  import.meta.env.BROWSER === 'firefox' ? parts.map(({ text }) => text).join('') : asXml(parts)

/** Chromium refuses a whole list of suggestions for one character that XML does not allow. */
export function asXml(parts: TextPart[]): string {
  return parts
    .map(({ text, look, match }) => wrap(look, wrap(match && 'match', escaped(text))))
    .join('')
}

const wrap = (tag: string | false | undefined, xml: string): string =>
  tag && xml !== '' ? `<${tag}>${xml}</${tag}>` : xml

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML does not allow
    .replace(/[\u0000-\u001f\u007f\ufffe\uffff]+/g, ' ')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
