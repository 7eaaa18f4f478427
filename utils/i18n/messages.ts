import { assetUrl, uiLanguage } from '../platform/assets.ts'

export const LANGUAGES = ['en', 'zh_CN'] as const
export type Language = (typeof LANGUAGES)[number]

type MessagesFile = Record<string, { message: string }>

/** The language a setting stands for; 'system' follows the browser's own. */
export function resolveLanguage(
  setting: 'system' | Language,
  system: string = uiLanguage(),
): Language {
  if (setting !== 'system') return setting
  return /^zh\b/i.test(system) ? 'zh_CN' : 'en'
}

/** Reads the built messages of a language. `i18n.getMessage` can't: it follows the browser only. */
export async function loadMessages(language: Language): Promise<Map<string, string>> {
  const response = await fetch(assetUrl(`_locales/${language}/messages.json`))
  const file = (await response.json()) as MessagesFile
  return new Map(Object.entries(file).map(([key, { message }]) => [key, message]))
}
