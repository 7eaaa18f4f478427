import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { fontBytes } from '../utils/capture/font-hook/remember-fonts.ts'
import { runPageScript } from '../utils/capture/page/run-page-script.ts'

/** The element's root in Firefox, whose scripts of extensions see closed ones too. */
type FirefoxElement = Element & { openOrClosedShadowRoot?: ShadowRoot | null }

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
    fetch: (input, init) => fetch(input, init),
  })
})
