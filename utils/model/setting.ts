/** All settings with their defaults; stored one row each. */
export const DEFAULT_SETTINGS = {
  language: 'system' as 'system' | 'zh_CN' | 'en',
  theme: 'system' as 'system' | 'light' | 'dark',
  screenshotFormat: 'jpeg' as 'jpeg' | 'png',
  welcomed: false as boolean,
}
export type Settings = typeof DEFAULT_SETTINGS
export type SettingKey = keyof Settings
