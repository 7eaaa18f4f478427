/** Whether the computer is connected to any network, as far as the browser knows. */
export const isOnline = (): boolean => navigator.onLine !== false

/** Calls back when the computer is connected again. */
export function onOnline(listener: () => void): void {
  globalThis.addEventListener('online', listener)
}
