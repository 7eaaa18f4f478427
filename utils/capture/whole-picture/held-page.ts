import { openPagePort } from '../../platform/page-port.ts'
import { within } from '../../shared/wait.ts'
import type { PictureEnd } from './under-way.ts'
import { type Ask, checkView, PORT_NAME, type Told, type View } from './view.ts'

/** A page that is ours to scroll until it is let go. */
export interface HeldPage {
  /** Its view after what was asked for; undefined once the work was told to stop. */
  view(ask: Ask): Promise<View | undefined>
  /** The page puts its scroll back. */
  release(): void
}

/** A page that is busy for so long can't be photographed. */
const ANSWER_MS = 10_000

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined))
  })

/**
 * Takes hold of the page in a tab. Stops the work when the page goes or somebody uses it.
 * @throws where no script may enter the page, or it does not answer
 */
export async function holdPage(tabId: number, stop: AbortController): Promise<HeldPage> {
  let answer = Promise.withResolvers<View | undefined>()
  const end = (why: PictureEnd) => {
    stop.abort(why)
    answer.resolve(undefined)
  }
  const opening = openPagePort(
    tabId,
    { file: '/hold-page.js', name: PORT_NAME },
    {
      message: (message) => {
        const told = message as Partial<Told & { view: View; disturbed: true }>
        if (told.disturbed) end('picture-disturbed')
        else answer.resolve(checkView(told.view))
      },
      end: () => end('picture-left'),
    },
  )
  const port = await within(Promise.race([opening, aborted(stop.signal)]), ANSWER_MS, undefined)
  if (!port) {
    void opening.then((late) => late.close()).catch(() => undefined)
    throw new Error('the page does not answer')
  }
  stop.signal.addEventListener('abort', () => answer.resolve(undefined))
  return {
    async view(ask) {
      if (stop.signal.aborted) return undefined
      answer = Promise.withResolvers()
      port.post(ask)
      const view = await within(answer.promise, ANSWER_MS, undefined)
      if (!view && !stop.signal.aborted) stop.abort('picture-failed' satisfies PictureEnd)
      return view
    },
    release: () => port.close(),
  }
}
