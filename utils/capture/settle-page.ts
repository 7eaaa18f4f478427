/** What the page says of itself. */
export interface PageFacts {
  url: string
  /** HTTP status of the document; 0 where the browser doesn't tell. */
  status: number
  hasPasswordField: boolean
}

/**
 * Runs in the page: resolves when the document has loaded and nothing was added to it for half a second,
 * after 8 s at the latest. Self-contained, since its source alone travels.
 */
export function settlePage(): Promise<void> {
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout>
    const finish = () => {
      observer.disconnect()
      resolve()
    }
    const restart = () => {
      clearTimeout(quiet)
      quiet = setTimeout(() => (document.readyState === 'complete' ? finish() : restart()), 500)
    }
    const observer = new MutationObserver(restart)
    observer.observe(document, { childList: true, subtree: true, characterData: true })
    restart()
    setTimeout(finish, 8000)
  })
}

/** Runs in the page. Self-contained, since its source alone travels. */
export function describePage(): PageFacts {
  const [navigation] = performance.getEntriesByType('navigation')
  const field = document.querySelector('input[type=password]')
  return {
    url: location.href,
    status: (navigation as { responseStatus?: number } | undefined)?.responseStatus ?? 0,
    hasPasswordField: field?.checkVisibility() ?? false,
  }
}
