import { SHOWN_TYPES, STORED_TEXT } from '../shared/shown-types.ts'
import { addSessionRules } from './session-rules.ts'

/** Rules that look at answers came with this Chromium; others would take them for rules about all answers. */
const FIRST_CHROMIUM = 128

/** Whether the browser can be told what a tab may not show. */
export const canKeepQuiet = (userAgent = navigator.userAgent): boolean =>
  Number(/Chrome\/(\d+)/.exec(userAgent)?.[1] ?? 0) >= FIRST_CHROMIUM

/** All a page may do anyway, but dialogs, pop-ups and downloads. */
const NO_DIALOGS = 'sandbox allow-scripts allow-same-origin allow-forms allow-presentation'

/**
 * Lets a tab show pages only: what would be stored as a file, perhaps with a question where, is refused as
 * soon as its headers are here.
 * @param noDialogs the page's dialogs are answered at once, too; PDFs inside it are not shown then
 * @returns what takes the rules back
 */
export function keepQuiet(tabId: number, noDialogs: boolean): Promise<() => Promise<void>> {
  const refused = [
    { responseHeaders: [{ header: 'content-disposition', values: ['attachment*'] }] },
    {
      responseHeaders: [{ header: 'content-type', values: STORED_TEXT.map((type) => `${type}*`) }],
    },
    {
      responseHeaders: [{ header: 'content-type' }],
      excludedResponseHeaders: [{ header: 'content-type', values: SHOWN_TYPES }],
    },
  ].map((answer) => ruleFor(tabId, { type: 'block' }, answer))
  const calmed = ruleFor(
    tabId,
    {
      type: 'modifyHeaders',
      responseHeaders: [
        { header: 'content-security-policy', operation: 'append', value: NO_DIALOGS },
      ],
    },
    {
      responseHeaders: [{ header: 'content-type', values: ['text/html*', 'application/xhtml*'] }],
    },
  )
  return addSessionRules(noDialogs ? [...refused, calmed] : refused)
}

const ruleFor = (tabId: number, action: object, answer: object): object => ({
  priority: 1,
  action,
  condition: { tabIds: [tabId], resourceTypes: ['main_frame'], ...answer },
})
