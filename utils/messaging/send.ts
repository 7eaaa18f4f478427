import { ERROR_REASONS, LinkshotError } from '../model/error.ts'
import { sendRuntimeMessage } from '../platform/runtime.ts'
import type { MessageAnswer, MessageData, MessageName } from './protocol.ts'

/** What travels: `to` keeps foreign messages out. */
export interface Envelope<K extends MessageName = MessageName> {
  to: 'linkshot'
  name: K
  data: MessageData<K>
}

export type Answer<T> = { ok: true; value: T } | { ok: false; reason: string; detail: string }

/**
 * Sends a message to the background and waits for its answer.
 * @throws LinkshotError with the reason the handler failed for; 'interrupted' if the worker died.
 */
export async function send<K extends MessageName>(
  name: K,
  data: MessageData<K>,
): Promise<MessageAnswer<K>> {
  const answer = await deliver<K>({ to: 'linkshot', name, data })
  if (answer?.ok) return answer.value
  const reason = ERROR_REASONS.find((known) => known === answer?.reason)
  throw new LinkshotError(reason ?? 'unknown', answer?.detail ?? '')
}

async function deliver<K extends MessageName>(
  envelope: Envelope<K>,
): Promise<Answer<MessageAnswer<K>> | undefined> {
  try {
    return (await sendRuntimeMessage(envelope)) as Answer<MessageAnswer<K>> | undefined
  } catch (error) {
    throw new LinkshotError('interrupted', String(error))
  }
}
