const CHANNEL = 'linkshot-library'

/** Tells pages that another library is open now. */
export function tellLibraryChanged(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('changed')
  channel.close()
}

/** Calls back when another library was opened: what a page shows is of the one before. */
export function onLibraryChanged(listener: () => void): void {
  new BroadcastChannel(CHANNEL).onmessage = listener
}
