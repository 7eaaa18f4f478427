/** What the page says of itself. */
export interface PageFacts {
  url: string
  /** HTTP status of the document; 0 where the browser doesn't tell. */
  status: number
  hasPasswordField: boolean
  /** Something that asks for consent lies over the page. */
  hasConsentWall: boolean
}

/**
 * Runs in the page: resolves when it has loaded and nothing was added to it and nothing fetched for it for a
 * while, after 10 s at the latest. How long a while is depends on what may still come: nobody outside can see
 * a request under way, and a tab in the background has its timers run once a second. It only reads.
 * Self-contained, since its source alone travels.
 */
export function settlePage(): Promise<true> {
  /** Without scripts nothing comes by itself. */
  const PLAIN_MS = 200
  /** Two rounds of timers, of which one may just have begun. */
  const USUAL_MS = 1500
  /** A page that has yet to show something is likely to be waiting for it. */
  const APP_MS = 3500
  const LONGEST_MS = 10_000
  /** Less text than a paragraph is no page, mostly. */
  const LITTLE_TEXT = 300
  /** What scripts fetch they are about to show; pictures change nothing else. */
  const BRINGS_MORE = ['fetch', 'xmlhttprequest', 'script', 'link']
  const BUSY = '[aria-busy=true],[role=progressbar],[class*=skeleton i],[class*=spinner i]'
  const MAIN = 'main,[role=main],#root,#app,#__next,#__nuxt'
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout>
    const isBusy = () => [...document.querySelectorAll(BUSY)].some((each) => each.checkVisibility())
    const isEmpty = () => {
      const main = document.querySelector<HTMLElement>(MAIN) ?? document.body
      // biome-ignore lint/performance/useDomNodeTextContent: that would count the text of scripts
      return (main?.innerText?.length ?? 0) < LITTLE_TEXT
    }
    const isEnough = (quiet: number) => {
      if (document.scripts.length === 0) return quiet >= PLAIN_MS
      // Whether it is empty is dear to know: only asked when it matters.
      return quiet >= APP_MS || (quiet >= USUAL_MS && !isEmpty() && !isBusy())
    }
    const finish = () => {
      observer.disconnect()
      requests.disconnect()
      clearTimeout(timer)
      clearTimeout(end)
      resolve(true)
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(look, PLAIN_MS)
    }
    let last = performance.now()
    const look = () => {
      const isLoaded = document.readyState === 'complete'
      if (isLoaded && isEnough(performance.now() - last)) finish()
      else wait()
    }
    const touch = () => {
      last = performance.now()
    }
    /** A clock that ticks changes a few letters. */
    const isMuch = (node: Node) =>
      node.nodeType === Node.ELEMENT_NODE || (node.nodeValue?.length ?? 0) >= 40
    const observer = new MutationObserver((records) => {
      if (records.some(({ addedNodes }) => [...addedNodes].some(isMuch))) touch()
    })
    observer.observe(document, { childList: true, subtree: true })
    const requests = watchRequests()
    const end = setTimeout(finish, LONGEST_MS)
    wait()

    function watchRequests(): PerformanceObserver {
      const observed = new PerformanceObserver((list) => {
        const entries = list.getEntries() as PerformanceResourceTiming[]
        if (entries.some(({ initiatorType }) => BRINGS_MORE.includes(initiatorType))) touch()
      })
      observed.observe({ type: 'resource', buffered: true })
      return observed
    }
  })
}

/** Runs in the page. Self-contained, since its source alone travels. */
export function describePage(): PageFacts {
  const [navigation] = performance.getEntriesByType('navigation')
  const field = document.querySelector('input[type=password]')
  const ASKS = /cookie|consent|gdpr|onetrust|didomi|sp_message|同意/i
  /** A whole page that lies fixed speaks of cookies somewhere, too. */
  const LONGEST = 4000
  /** What stays in its place over the middle of the window. */
  const layerOver = (el: Element | null): HTMLElement | undefined => {
    if (!(el instanceof HTMLElement)) return undefined
    const fixed = el.matches(':modal') || getComputedStyle(el).position === 'fixed'
    return fixed ? el : layerOver(el.parentElement)
  }
  const isWall = (layer: HTMLElement): boolean => {
    // biome-ignore lint/performance/useDomNodeTextContent: that would hold the text of scripts
    const said = `${layer.id} ${layer.className} ${layer.innerText}`
    return said.length < LONGEST && ASKS.test(said)
  }
  const layer = layerOver(document.elementFromPoint(innerWidth / 2, innerHeight / 2))
  return {
    url: location.href,
    status: (navigation as { responseStatus?: number } | undefined)?.responseStatus ?? 0,
    hasPasswordField: field?.checkVisibility() ?? false,
    hasConsentWall: layer !== undefined && isWall(layer),
  }
}
