import { languageTag, t } from '../../../utils/i18n/t.ts'
import type { CaptureRule } from '../../../utils/model/capture-rule.ts'

/** What a rule says, in a few words; '' for nothing. */
export function ruleText(rule: CaptureRule): string {
  const said = [mediaText(rule.media), fontsText(rule.fonts), scriptsText(rule.scripts)]
  return said.filter(Boolean).join(' · ')
}

export function mediaText(media: CaptureRule['media']): string {
  if (media === undefined) return ''
  if (media === null) return t('rules.saysMediaAll')
  return media === 0 ? t('rules.saysMediaNone') : t('rules.saysMediaSome', shownNumber(media))
}

const fontsText = (fonts: CaptureRule['fonts']): string =>
  fonts === undefined ? '' : t(fonts ? 'rules.saysFonts' : 'rules.saysNoFonts')

const scriptsText = (scripts: CaptureRule['scripts']): string =>
  scripts === undefined ? '' : t(scripts ? 'rules.saysScripts' : 'rules.saysNoScripts')

export const shownNumber = (number: number): string =>
  number.toLocaleString(languageTag(), { maximumFractionDigits: 3, useGrouping: false })
