import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { holdPage, type Port } from '../utils/capture/whole-picture/page/hold-page.ts'

type FirefoxElement = Element & { openOrClosedShadowRoot?: ShadowRoot | null }

/** See capture.ts: importing `browser` would add 10 kB to what is put into the page. */
declare const chrome: {
  runtime: {
    onConnect: {
      addListener(listener: (port: Port) => void): void
      removeListener(listener: (port: Port) => void): void
    }
  }
  dom?: { openOrClosedShadowRoot: (el: Element) => ShadowRoot | null }
}

const rootOf = (element: Element): ShadowRoot | null =>
  (element as FirefoxElement).openOrClosedShadowRoot ??
  chrome.dom?.openOrClosedShadowRoot(element) ??
  element.shadowRoot

/** Waits for the background to connect, once. */
export default defineUnlistedScript((): void => {
  const connected = (port: Port) => {
    chrome.runtime.onConnect.removeListener(connected)
    holdPage(port, window, rootOf)
  }
  chrome.runtime.onConnect.addListener(connected)
})
