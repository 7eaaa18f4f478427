import { encodeBlobs } from './encode-blobs.ts'

const RETRIES = 5
const RETRY_MS = 300

/** The page script's messages and their answers. */
export type Send = (name: string, data: unknown) => Promise<unknown>

interface Failure {
  ok: false
  reason?: string
}

/**
 * Sends messages in the background's envelope. A killed worker rejects what it was asked; the next try
 * wakes a new one. Where messages can't carry bodies they are sent as base64.
 */
export function createSend(sendMessage: (message: unknown) => Promise<unknown>): Send {
  let asText = false
  return async (name, data) => {
    const post = () => sendMessage({ to: 'linkshot', name, data })
    if (!asText) {
      const answer = await answered(post)
      if (!isBlobLost(answer)) return openAnswer(answer)
      asText = true
    }
    const encoded = await encodeBlobs(data)
    return openAnswer(await answered(() => sendMessage({ to: 'linkshot', name, data: encoded })))
  }
}

async function answered(post: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await post()
      if (answer !== undefined && answer !== null) return answer
      if (tries >= RETRIES) throw new Error('no answer')
    } catch (error) {
      if (tries >= RETRIES) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (tries + 1)))
  }
}

function isBlobLost(answer: unknown): boolean {
  const { ok, reason } = answer as Failure
  return ok === false && reason === 'blob-lost'
}

function openAnswer(answer: unknown): unknown {
  const { ok, value, reason, detail } = answer as Record<string, unknown> &
    Record<'ok' | 'value' | 'reason' | 'detail', unknown>
  if (ok === true) return value
  throw new Error(`${String(reason)} ${String(detail ?? '')}`)
}
