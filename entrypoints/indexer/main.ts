import { onLibraryChanged } from '../../utils/db/library-channel.ts'
import { send } from '../../utils/messaging/send.ts'
import { answerSuggestions } from '../../utils/search/suggest/suggest-channel.ts'
import { sleep } from '../../utils/shared/wait.ts'

/** After a failure: a full disk stays full for a while. */
const PAUSE_MS = 60_000

// A thread of its own: pages of the extension share one, and somebody may be using them.
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

/** Another library's index may be behind as well: the background looks. */
async function end(failed: boolean): Promise<void> {
  worker.terminate()
  if (failed) await sleep(PAUSE_MS)
  await send('indexed', {})
}

worker.onmessage = ({ data }: MessageEvent<boolean>) => void end(data)
worker.onerror = () => void end(true)
onLibraryChanged(() => void end(false))
worker.postMessage(location.search)

// There is no place for another hidden page while this one is open.
answerSuggestions(async (...asked) => {
  const { suggestLinks } = await import('../../utils/search/suggest/suggest-links.ts')
  return suggestLinks(...asked)
})
