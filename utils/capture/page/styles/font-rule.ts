import { cssString, unescapeCss } from '../../../snapshot/css-text.ts'

const DESCRIPTORS = {
  style: 'font-style',
  weight: 'font-weight',
  stretch: 'font-stretch',
  unicodeRange: 'unicode-range',
  featureSettings: 'font-feature-settings',
  variationSettings: 'font-variation-settings',
  languageOverride: 'font-language-override',
  ascentOverride: 'ascent-override',
  descentOverride: 'descent-override',
  lineGapOverride: 'line-gap-override',
  sizeAdjust: 'size-adjust',
}

export const familyOf = (face: FontFace): string =>
  unescapeCss(face.family.replace(/^["']|["']$/g, ''))

/**
 * The rule that makes the same face from a reference. `font-display` stays out: it says how long a face may
 * be waited for, and this one is in use already.
 */
export function fontRule(face: FontFace, reference: string): string {
  // Browsers differ in which of them they know.
  const values = face as unknown as Record<string, string | undefined>
  const rest = Object.entries(DESCRIPTORS)
    .filter(([name]) => values[name])
    .map(([name, descriptor]) => `;${descriptor}:${values[name]}`)
  return `@font-face{font-family:${cssString(familyOf(face))};src:url(${cssString(reference)})${rest.join('')}}`
}
