import type { Extension } from './extension.ts'

interface Suggestion {
  content: string
  description: string
}
export interface Offer {
  first: string
  others: Suggestion[]
}
export type Disposition = 'currentTab' | 'newForegroundTab' | 'newBackgroundTab'

/** What the tests call in the worker; `dispatch` runs the listeners as the browser would. */
export interface OmniboxInWorker {
  omnibox: {
    onInputChanged: { dispatch(text: string, suggest: (all: Suggestion[]) => void): void }
    onInputEntered: { dispatch(text: string, disposition: Disposition): void }
    setDefaultSuggestion(suggestion: { description: string }): Promise<void>
  }
}

declare const chrome: OmniboxInWorker

export async function workerOf(extension: Extension) {
  const found = await (await extension.worker()).worker()
  if (!found) throw new Error('no worker')
  return found
}

/** What is offered for a typed text; the browser itself checks the XML of every line. */
export const typeAfterKeyword = async (extension: Extension, text: string): Promise<Offer> =>
  (await workerOf(extension)).evaluate(async (typed) => {
    const { omnibox } = chrome
    const original = omnibox.setDefaultSuggestion
    let first = ''
    omnibox.setDefaultSuggestion = (suggestion) => {
      first = suggestion.description
      return original.call(omnibox, suggestion)
    }
    const others = await new Promise<Suggestion[]>((resolve) => {
      omnibox.onInputChanged.dispatch(typed, resolve)
    })
    omnibox.setDefaultSuggestion = original
    for (const { description } of others) await original.call(omnibox, { description })
    return { first, others }
  }, text)

export const enterAfterKeyword = async (
  extension: Extension,
  text: string,
  disposition: Disposition = 'newForegroundTab',
) =>
  (await workerOf(extension)).evaluate(
    (...args) => chrome.omnibox.onInputEntered.dispatch(...args),
    text,
    disposition,
  )
