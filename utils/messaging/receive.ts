import { LinkshotError, toLinkshotError } from '../model/error.ts'
import { type MessageSender, onRuntimeMessage } from '../platform/runtime.ts'
import type { MessageAnswer, MessageData, MessageName } from './protocol.ts'
import type { Answer, Envelope } from './send.ts'

export type Handlers = {
  [K in MessageName]: (data: MessageData<K>, sender: MessageSender) => Promise<MessageAnswer<K>>
}

/** Answers every message with its handler; call it once, synchronously, when the background starts. */
export function receive(handlers: Handlers): void {
  onRuntimeMessage((message, sender) => {
    if (!isEnvelope(message, handlers)) return undefined
    return answer(handlers, message, sender)
  })
}

/** Runs one handler and packs its value or its failure. */
export async function answer(
  handlers: Handlers,
  envelope: Envelope,
  sender: MessageSender,
): Promise<Answer<unknown>> {
  const handler = handlers[envelope.name] as (
    data: unknown,
    from: MessageSender,
  ) => Promise<unknown>
  try {
    if (!maySend(envelope.name, sender)) throw new LinkshotError('no-permission', envelope.name)
    return { ok: true, value: await handler(envelope.data, sender) }
  } catch (error) {
    const { reason, detail } = toLinkshotError(error)
    return { ok: false, reason, detail }
  }
}

/**
 * A page may hand over what was read of it and nothing else: whoever took over its process could send
 * any message, and must not reach the library with it.
 */
export function maySend(name: MessageName, { tabId, ours }: MessageSender): boolean {
  return name.startsWith('page-') ? tabId >= 0 && !ours : ours
}

function isEnvelope(message: unknown, handlers: Handlers): message is Envelope {
  if (typeof message !== 'object' || message === null) return false
  const { to, name } = message as Partial<Envelope>
  return to === 'linkshot' && typeof name === 'string' && Object.hasOwn(handlers, name)
}
