import { rebuildIndex } from '../../utils/db/text-index/index-state.ts'
import { wantedVersions } from '../../utils/db/text-index/wanted-versions.ts'
import { runIndexer } from '../../utils/search/index/run-indexer.ts'

const LOCK = 'linkshot-index'

/**
 * One in all of the browser: what an older one still does, whose page is being closed, is not done twice.
 * @returns whether it failed
 */
async function index(wish: string): Promise<boolean> {
  try {
    if (wish === '?rebuild') await rebuildIndex(await wantedVersions())
    await navigator.locks.request(LOCK, () => runIndexer())
    return false
  } catch (error) {
    console.error(error)
    return true
  }
}

addEventListener(
  'message',
  ({ data }: MessageEvent<string>) => void index(data).then((failed) => postMessage(failed)),
)
