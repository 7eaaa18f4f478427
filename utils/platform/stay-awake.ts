import { browser } from './browser.ts'

/** Chromium ends a worker that heard of nothing for 30 s; the answer to a call counts as something heard. */
const PULSE_MS = 20_000

/**
 * Keeps the worker alive until some work of its own is done. Without it the upgrade of a database of
 * gigabytes would be broken off and begun again for ever.
 */
export async function stayAwake<T>(work: Promise<T>): Promise<T> {
  const pulse = setInterval(() => void browser.runtime.getPlatformInfo(), PULSE_MS)
  try {
    return await work
  } finally {
    clearInterval(pulse)
  }
}
