/** Types of text that browsers store although they are text: Chromium's list (`kUnsupportedTextTypes`). */
export const STORED_TEXT = [
  'calendar',
  'x-calendar',
  'x-vcalendar',
  'vcalendar',
  'vcard',
  'vnd.sun.j2me.app-descriptor',
  'csv',
  'tab-separated-values',
  'tsv',
  'ofx',
  'vbscript',
  'directory',
  'ldif',
  'qif',
  'x-ldif',
  'x-vcard',
  'x-csv',
  'x-qif',
  'rtf',
  'comma-separated-values',
].map((name) => `text/${name}`)

/** Beginnings of the types that browsers show in a tab; `*` stands for any letters. All others they store. */
export const SHOWN_TYPES = [
  'text/*',
  'image/*',
  'audio/*',
  'video/*',
  'multipart/*',
  'application/*xml*',
  'application/*json*',
  'application/*javascript*',
  'application/ecmascript*',
  'application/pdf*',
]

const SHOWN = SHOWN_TYPES.map((type) => new RegExp(`^${type.replaceAll('*', '.*')}`))

/** Whether a browser shows what is of a type, as a server says it; it looks for itself where none is said. */
export function isShownType(said: string): boolean {
  const type = said.trim().toLowerCase()
  if (type === '') return true
  const [name = ''] = type.split(';')
  return !STORED_TEXT.includes(name.trim()) && SHOWN.some((shown) => shown.test(type))
}
