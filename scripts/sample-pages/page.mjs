import * as pictures from './kinds-pictures.mjs'
import * as texts from './kinds-text.mjs'
import { randomFrom } from './random.mjs'

const KINDS = { ...texts, ...pictures }

const RIGHT_TO_LEFT = ['ar', 'he']

/**
 * The document of a made-up web page that looks like a real one of its kind.
 * @param {{ kind: string, title: string, site: string, lang: string, seed: number }} page
 */
export function samplePage({ kind, title, site, lang, seed }) {
  const random = randomFrom(seed + 1)
  const { css, html } = KINDS[kind]({ title, site, lang, seed, random })
  const hue = (seed * 47) % 360
  return `<!doctype html><html lang="${lang}" dir="${RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr'}"><meta charset="utf-8"><title>${title}</title>
<style>:root{--hue:hsl(${hue} 60% 42%);--sans:system-ui,"Noto Sans CJK SC",sans-serif} *{box-sizing:border-box} body{margin:0;min-height:100vh;font:17px/1.5 var(--sans);color:#1c1e22;overflow:hidden} ${css}</style>
<body>${html}</body></html>`
}
