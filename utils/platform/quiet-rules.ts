import { addSessionRules } from './session-rules.ts'

/** Rules that look at answers came with this Chromium; others would take them for rules about all answers. */
const FIRST_CHROMIUM = 128

/** Whether the browser can be told what a tab may not show. */
export const canKeepQuiet = (userAgent = navigator.userAgent): boolean =>
  Number(/Chrome\/(\d+)/.exec(userAgent)?.[1] ?? 0) >= FIRST_CHROMIUM

/** What Chromium stores as a file instead of showing it. */
const FILES = [
  'text/csv*',
  ...[
    'octet-stream*',
    'zip*',
    'gzip*',
    'x-zip*',
    'x-gzip*',
    'x-7z*',
    'x-rar*',
    'x-tar*',
    'x-bzip*',
    'x-msdownload*',
    'x-apple-diskimage*',
    'x-debian*',
    'java-archive*',
    'msword*',
    'vnd.ms-*',
    'vnd.openxmlformats*',
    'vnd.oasis*',
    'vnd.android*',
  ].map((name) => `application/${name}`),
]

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
    { header: 'content-disposition', values: ['attachment*'] },
    { header: 'content-type', values: FILES },
  ].map((answer) => ruleFor(tabId, { type: 'block' }, answer))
  const calmed = ruleFor(
    tabId,
    {
      type: 'modifyHeaders',
      responseHeaders: [
        { header: 'content-security-policy', operation: 'append', value: NO_DIALOGS },
      ],
    },
    { header: 'content-type', values: ['text/html*', 'application/xhtml*'] },
  )
  return addSessionRules(noDialogs ? [...refused, calmed] : refused)
}

const ruleFor = (tabId: number, action: object, answer: object): object => ({
  priority: 1,
  action,
  condition: { tabIds: [tabId], resourceTypes: ['main_frame'], responseHeaders: [answer] },
})
