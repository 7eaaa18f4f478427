import { rejectedContents } from '../../../utils/db/rejected-contents.ts'
import { download } from '../backup/download.ts'

/** Hands out what the server refused as a JSON file, with all it says. */
export async function saveRejected(now = new Date()): Promise<void> {
  const records = await rejectedContents()
  const file = new Blob([JSON.stringify(records, null, 2)], { type: 'application/json' })
  const url = URL.createObjectURL(file)
  download({ name: `linkshot-refused-${now.toISOString().slice(0, 10)}.json`, url })
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
