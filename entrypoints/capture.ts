import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { fontBytes } from '../utils/capture/font-hook/remember-fonts.ts'
import { takeGiven } from '../utils/capture/page/given.ts'
import { runPageScript } from '../utils/capture/page/run-page-script.ts'

/** The element's root in Firefox, whose scripts of extensions see closed ones too. */
type FirefoxElement = Element & { openOrClosedShadowRoot?: ShadowRoot | null }

/** What scripts of Firefox' extensions have to look into the page's own objects by, and back. */
declare const XPCNativeWrapper: (<T>(of: T) => T) | undefined

/**
 * The two functions of the extension interface used here. Importing `browser` would add 10 kB to what
 * is put into every frame; both browsers know this interface as `chrome`.
 */
declare const chrome: {
  runtime: { sendMessage: (message: unknown) => Promise<unknown> }
  dom?: { openOrClosedShadowRoot: (el: Element) => ShadowRoot | null }
}

// What it resolves with is executeScript's result, though the type of a script's main speaks of nothing.
export default defineUnlistedScript((): unknown => {
  const firefox = 'openOrClosedShadowRoot' in Element.prototype
  return runPageScript(window, {
    sendMessage: (message) => chrome.runtime.sendMessage(message),
    shadowRootOf: (el) =>
      firefox
        ? ((el as FirefoxElement).openOrClosedShadowRoot ?? null)
        : (chrome.dom?.openOrClosedShadowRoot(el) ?? el.shadowRoot),
    fontBytes,
    listOf: firefox ? listOfWaived : (collection, most) => [...collection].slice(0, most),
    fetch: (input, init) => fetch(input, init),
    ...takeGiven(),
  })
})

/**
 * Firefox lets nobody step through a set of the page's but by the page's own functions. What these give is
 * looked at from outside again, and may be anything.
 */
function listOfWaived<T>(collection: Iterable<T>, most: number): T[] {
  const list: T[] = []
  const { wrappedJSObject = collection } = collection as { wrappedJSObject?: Iterable<T> }
  for (const each of wrappedJSObject) {
    if (list.length >= most) break
    if (typeof each === 'object' && XPCNativeWrapper) list.push(XPCNativeWrapper(each))
  }
  return list
}
