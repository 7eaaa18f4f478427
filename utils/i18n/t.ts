import type { GeneratedI18nStructure } from '#i18n'
import type { ProjectReason, SignInReason, SyncReason } from '../model/cloud.ts'
import type { ErrorReason } from '../model/error.ts'
import type { MissingReason, Notice, UnverifiedReason } from '../model/snapshot.ts'
import { type Language, loadMessages, resolveLanguage } from './messages.ts'

/** Keys of the locale files, such as 'popup.keep'. */
export type MessageKey = Exclude<keyof GeneratedI18nStructure, `@@${string}`>

let messages = new Map<string, string>()
let current: Language = 'en'

let expected: { language: Language; answer: ReturnType<typeof loadMessages> } | undefined

const load = (language: Language) =>
  expected?.language === language ? expected.answer : loadMessages(language)

/** Begins to load the language that is likely wanted, while the setting is still being read. */
export function expectLanguage(setting: 'system' | Language): void {
  const language = resolveLanguage(setting)
  expected = { language, answer: loadMessages(language) }
}

/** Loads the language a setting stands for; call it before the first `t`. */
export async function setLanguage(setting: 'system' | Language): Promise<Language> {
  const wanted = resolveLanguage(setting)
  // Any change of a setting comes by here.
  if (wanted !== current || messages.size === 0) messages = await load(wanted)
  current = wanted
  return current
}

/** BCP 47 tag of the language in use, for `lang` attributes and Intl. */
export const languageTag = (): string => (current === 'zh_CN' ? 'zh-CN' : 'en')

/** The text of a key, its `$1`…`$9` replaced; a missing key shows itself. */
export function t(key: MessageKey, ...values: (string | number)[]): string {
  return fill(messages.get(key.replaceAll('.', '_')) ?? key, values)
}

/** Like `t` for a counted noun: the message's forms are `1: …` and `n: …`, `$1` is the count. */
export function tn(key: MessageKey, count: number, ...values: (string | number)[]): string {
  const forms = t(key).split(' | ')
  const form = forms.length > 1 && count === 1 ? forms[0] : forms.at(-1)
  return fill(form ?? key, [count.toLocaleString(languageTag()), ...values])
}

function fill(text: string, values: (string | number)[]): string {
  return text.replace(/\$(\d)/g, (found, digit: string) =>
    String(values[Number(digit) - 1] ?? found),
  )
}

export const errorText = (reason: ErrorReason): string => t(`error.${camel(reason)}` as MessageKey)
export const noticeText = ({ kind, detail }: Notice): string =>
  t(`notice.${camel(kind)}` as MessageKey, detail)
export const missingText = (reason: MissingReason): string =>
  t(`missing.${camel(reason)}` as MessageKey)
export const unverifiedText = (reason: UnverifiedReason | 'pending'): string =>
  t(`unverified.${camel(reason)}` as MessageKey)

export const projectText = (reason: ProjectReason): string =>
  t(`project.${camel(reason)}` as MessageKey)
export const signInText = (reason: SignInReason): string =>
  t(`signIn.${camel(reason)}` as MessageKey)
export const syncText = (reason: SyncReason): string => t(`sync.${camel(reason)}` as MessageKey)

/** Message names may hold no hyphen, so 'disk-full' is looked up as 'diskFull'. */
export const camel = (reason: string): string =>
  reason.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
