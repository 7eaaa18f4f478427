import type { StoredBlob } from '../../model/snapshot.ts'
import {
  BUCKET,
  callStorage,
  MOST_TOLD,
  objectName,
  statusOf,
  storageFailure,
  uploadMs,
} from './call-storage.ts'
import { PART_BYTES, PARTS_TYPE, partName, partsIndex, splitBody } from './split-body.ts'
import { CHUNK_BYTES, type Upload, type UploadParts, uploadResumably } from './upload-resumably.ts'

/**
 * Nothing is stored under the type its site gave it: whoever opens such a file in a browser gets a download, never a
 * page or a picture that runs.
 */
const TYPES = { gzip: 'application/gzip', identity: 'application/octet-stream' }

/** Uploads one body under its hash. It is written once: where it is already, nothing is sent or changed. */
export async function uploadBody(
  parts: UploadParts,
  { hash, encoding, body }: Pick<StoredBlob, 'hash' | 'encoding' | 'body'>,
  partBytes = PART_BYTES,
): Promise<void> {
  const userId = await parts.withSession(async (session) => session.userId)
  const pieces = splitBody(body instanceof Blob ? body : new Blob([body]), partBytes)
  const [only] = pieces
  const type = TYPES[encoding]
  if (pieces.length === 1 && only)
    return put(parts, { name: objectName(userId, hash), body: only, type })
  for (const [at, piece] of pieces.entries())
    await put(parts, { name: objectName(userId, hash, partName(at)), body: piece, type })
  await put(parts, { name: objectName(userId, hash), body: partsIndex(pieces), type: PARTS_TYPE })
}

const put = (parts: UploadParts, upload: Upload): Promise<void> =>
  upload.body.size > CHUNK_BYTES ? uploadResumably(parts, upload) : putWhole(parts, upload)

async function putWhole(
  { withSession, network, signal }: UploadParts,
  { name, body, type }: Upload,
): Promise<void> {
  await withSession(async (session) => {
    const answered = await callStorage(
      session,
      `object/${BUCKET}/${name}`,
      {
        method: 'POST',
        headers: { 'content-type': type, 'x-upsert': 'false' },
        body,
        mostBytes: MOST_TOLD,
        answerMs: uploadMs(body.size),
        ...(signal ? { signal } : {}),
      },
      network,
    )
    const { status } = statusOf(answered)
    if (status !== 200 && status !== 409) throw storageFailure(answered)
  })
}
