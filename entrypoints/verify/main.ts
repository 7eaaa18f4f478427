import { thumbnailOfImage } from '../../utils/capture/thumbnail.ts'
import { readBody, snapshotByUid, storedBodies } from '../../utils/db/queries.ts'
import { send } from '../../utils/messaging/send.ts'
import { lacksPicture, type Snapshot } from '../../utils/model/snapshot.ts'
import { verifyReplay } from '../../utils/replay/verify-replay.ts'

/** Compares the snapshot in the address with the page it was, draws it if need be, and tells the background. */
async function verify(uid: string): Promise<void> {
  const snapshot = await snapshotByUid(uid)
  const { verification = await compare(snapshot) } = snapshot ?? {}
  await send('verified', { snapshot: uid, verification })
  const picture = snapshot && lacksPicture(snapshot) ? await draw(snapshot) : undefined
  await send('drawn', { snapshot: uid, picture: picture ? await base64(picture) : '' })
}

async function compare(snapshot: Snapshot | undefined) {
  if (!snapshot) return { reason: 'damaged' as const }
  return verifyReplay(snapshot, { read: readBody, stored: storedBodies }, document.body).catch(
    failed,
  )
}

/** Whatever a page does to be no page at all, it has no score. */
function failed(error: unknown): { reason: 'damaged' } {
  console.error(error)
  return { reason: 'damaged' }
}

/** Few pages need it, so what it takes is loaded with the first. */
async function draw(snapshot: Snapshot): Promise<Blob | undefined> {
  try {
    const { drawPage } = await import('../../utils/archive/draw/draw-page.ts')
    const image = await drawPage(snapshot, readBody, document.body)
    return image && (await thumbnailOfImage(image))
  } catch (error) {
    console.error(error)
    return undefined
  }
}

/** Text crosses every browser's messages. */
async function base64(picture: Blob): Promise<string> {
  const bytes = new Uint8Array(await picture.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

void verify(new URLSearchParams(location.search).get('snapshot') ?? '')
