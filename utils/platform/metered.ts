/** What Chromium tells of the network; Firefox tells nothing. */
export interface Connection {
  saveData?: boolean
  type?: string
}

const connection = (): (Connection & EventTarget) | undefined =>
  (globalThis.navigator as Navigator & { connection?: Connection & EventTarget }).connection

/** Whether traffic is limited, as far as the browser says: by its owner's wish, or as that of phones is. */
export const isMetered = ({ saveData, type }: Connection = connection() ?? {}): boolean =>
  saveData === true || type === 'cellular'

/** Calls back when the network is another one, and its traffic not limited. */
export function onUnmetered(listener: () => void): void {
  connection()?.addEventListener('change', () => {
    if (!isMetered()) listener()
  })
}
