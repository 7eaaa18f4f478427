export type Language = 'en' | 'zh'

/** First the English name, which is the canonical one, then the Chinese one, then others that are understood. */
export type Names = readonly [en: string, zh: string, ...others: string[]]
export type Table = Readonly<Record<string, Names>>

export const KEYS = {
  tag: ['tag', '标签', 'tags'],
  site: ['site', '网站'],
  is: ['is', '是'],
  has: ['has', '有'],
  before: ['before', '之前'],
  after: ['after', '之后', 'since'],
  on: ['on', '日期'],
  title: ['title', '标题'],
  note: ['note', '备注'],
  url: ['url', '网址'],
  text: ['text', '正文'],
  in: ['in', '范围'],
  lang: ['lang', '语言'],
} satisfies Table
export type Key = keyof typeof KEYS

const { title, note, url, text } = KEYS

/** What words can be looked for in. */
export const FIELDS = { title, note, url, text } satisfies Table
export type Field = keyof typeof FIELDS

/** States of links, and `broken` for those whose page could not be kept. */
export const STATES = {
  inbox: ['unread', '未读', 'inbox', '收件箱'],
  read: ['read', '已读'],
  starred: ['starred', '已加星标', '星标', '已加星'],
  archived: ['archived', '已归档', 'archive', '归档'],
  trash: ['trash', '回收站'],
  broken: ['broken', '失效'],
} satisfies Table

const PARTS: Table = {
  snapshot: ['snapshot', '快照'],
  note: ['note', '备注'],
  tag: ['tag', '标签', 'tags'],
}

/** Languages people call by name; any other goes by its code. */
const LANGUAGES: Table = {
  zh: ['zh', '中文'],
  en: ['en', '英文', '英语'],
  ja: ['ja', '日文', '日语'],
  ko: ['ko', '韩文', '韩语'],
}

/** Days that have names, and those that are offered. */
export const DAYS: Table = {
  '0d': ['today', '今天'],
  '1d': ['yesterday', '昨天'],
  '7d': ['7d', '7天'],
  '1m': ['1m', '1个月'],
  '1y': ['1y', '1年'],
}

export const UNITS: Table = {
  d: ['d', '天'],
  w: ['w', '周', '星期'],
  m: ['m', '个月'],
  y: ['y', '年'],
}

/** Values that keys have names for. */
const CHOICES: { readonly [key in Key | 'any' | 'address']?: Table } = {
  is: STATES,
  has: PARTS,
  in: FIELDS,
  lang: LANGUAGES,
  before: DAYS,
  after: DAYS,
  on: DAYS,
}

export const choicesOf = (key: keyof typeof CHOICES): Table => CHOICES[key] ?? {}

const OPERATORS = { and: ['AND', '且'], or: ['OR', '或'], not: ['NOT', '非'] } as const

/** Small letters stay words: sentences are full of 'or'. */
export const operatorOf = (word: string): keyof typeof OPERATORS | undefined =>
  keyFor(OPERATORS, word.normalize('NFKC'))

export const nameIn = (names: Names, language: Language): string => names[language === 'zh' ? 1 : 0]

/** The entry of a table that goes by a name, in any language, width and case. */
export const lookUp = <K extends string>(table: Record<K, Names>, typed: string): K | undefined =>
  keyFor(table, typed.normalize('NFKC').toLowerCase())

function keyFor<K extends string>(
  table: Record<K, readonly string[]>,
  name: string,
): K | undefined {
  for (const key in table) if (table[key].includes(name)) return key
  return undefined
}

/** The language a typed key is in; what is said of it should be in the same. */
export const languageOf = (typed: string): Language => (/\p{Script=Han}/u.test(typed) ? 'zh' : 'en')
