import type { SuggestedLink } from './suggested-link.ts'

const CHANNEL = 'linkshot-suggest'

/** A page that was just opened does not hear what was asked before it was there. */
const AGAIN_MS = 50

interface Question {
  id: string
  query: string
  most: number
}

interface Answer {
  to: string
  links: SuggestedLink[]
}

/** Asks the page that searches; without an answer until the signal comes. */
export function askSuggestions(
  query: string,
  most: number,
  signal: AbortSignal,
): Promise<SuggestedLink[] | undefined> {
  const channel = new BroadcastChannel(CHANNEL)
  const question: Question = { id: crypto.randomUUID(), query, most }
  return new Promise((resolve) => {
    const end = (links?: SuggestedLink[]) => {
      clearInterval(asking)
      signal.removeEventListener('abort', overtaken)
      channel.close()
      resolve(links)
    }
    const overtaken = () => end()
    const asking = setInterval(() => channel.postMessage(question), AGAIN_MS)
    signal.addEventListener('abort', overtaken)
    channel.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.to === question.id) end(data.links)
    }
    channel.postMessage(question)
    if (signal.aborted) end()
  })
}

/** Answers the last question that was asked; what comes after ends the one before. */
export function answerSuggestions(
  suggest: (query: string, most: number, signal: AbortSignal) => Promise<SuggestedLink[]>,
): void {
  const channel = new BroadcastChannel(CHANNEL)
  let asked = ''
  let latest = new AbortController()
  channel.onmessage = ({ data }: MessageEvent<Question | Answer>) => {
    if (!('query' in data) || data.id === asked) return
    asked = data.id
    latest.abort()
    latest = new AbortController()
    const { signal } = latest
    void suggest(data.query, data.most, signal)
      .then((links) => channel.postMessage({ to: data.id, links } satisfies Answer))
      .catch((error: unknown) => {
        if (!signal.aborted) console.error(error)
      })
  }
}
