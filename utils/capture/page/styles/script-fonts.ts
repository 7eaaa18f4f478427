import { cssString, unescapeCss } from '../../../snapshot/css-text.ts'
import { addMissing, want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'
import { type FontNames, fontNames } from './font-names.ts'

const FONT_FILE = /\.(?:woff2?|ttf|otf|ttc)(?:[?#]|$)/i
/** How long files may take that are only read for their names: they are in the browser's cache. */
const NAMES_MS = 800
/** More fonts than any page makes by script. */
const MOST = 64

interface FontFile {
  url: string
  names: FontNames | null
}

/**
 * Rules for the fonts that a script made from addresses. A `FontFace` doesn't tell its address, so the files
 * that were loaded and that no rule names are dealt out: by the names they hold, then in their order.
 */
export async function fontRules(d: DocumentContext): Promise<string> {
  const faces = d.fonts.madeByScript().slice(0, MOST)
  if (faces.length === 0) return ''
  const files = await readNames(candidates(d), faces.length, d)
  const chosen = new Map<FontFace, string>()
  for (const pick of [bestNamed, first]) {
    for (const face of faces) {
      const file = chosen.has(face) ? undefined : pick(files, face)
      if (!file) continue
      chosen.set(face, file.url)
      files.splice(files.indexOf(file), 1)
    }
  }
  return faces.map((face) => ruleFor(face, chosen.get(face), d)).join('\n')
}

/** Files that may be fonts: those that look so, or failing that what styles loaded and is no picture. */
function candidates(d: DocumentContext): string[] {
  const entries = d.fonts.unnamedEntries().filter(({ name }) => /^https?:/.test(name))
  const fonts = entries.filter(({ name }) => FONT_FILE.test(name))
  const wanted = new Set([...d.frame.findings.wanted.values()].map(({ url }) => url))
  const others = entries.filter(
    ({ name, initiatorType }) => initiatorType === 'css' && !wanted.has(name),
  )
  return [...new Set((fonts.length ? fonts : others).map(({ name }) => name))].slice(0, MOST)
}

/** Names are only read where there is something to choose. */
function readNames(urls: string[], faces: number, d: DocumentContext): Promise<FontFile[]> {
  const unclear = urls.length > 1 || faces > 1
  const signal = AbortSignal.timeout(NAMES_MS)
  return Promise.all(
    urls.map(async (url) => {
      const names = unclear ? await fetchNames(url, d, signal).catch(() => null) : null
      return { url, names }
    }),
  )
}

async function fetchNames(url: string, d: DocumentContext, signal: AbortSignal) {
  const response = await d.frame.host.fetch(url, { cache: 'force-cache', signal })
  return fontNames(new Uint8Array(await response.arrayBuffer()))
}

const first = (files: FontFile[]): FontFile | undefined => files[0]

function bestNamed(files: FontFile[], face: FontFace): FontFile | undefined {
  const [best] = files
    .map((file) => ({ file, score: likeness(file.names, face) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  return best?.file
}

/** Above 0 where the family is the face's; higher for the same weight and slant. */
function likeness(names: FontNames | null, face: FontFace): number {
  if (!names) return 0
  const family = plain(familyOf(face))
  if (!family || !names.families.some((name) => plain(name) === family)) return 0
  const italic = /italic|oblique/i.test(face.style) === names.italic
  const bold = (Number.parseInt(face.weight, 10) >= 600 || face.weight === 'bold') === names.bold
  return 1 + Number(italic) + Number(bold)
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const familyOf = (face: FontFace): string => unescapeCss(face.family.replace(/^["']|["']$/g, ''))

function ruleFor(face: FontFace, url: string | undefined, d: DocumentContext): string {
  const family = familyOf(face)
  if (!url) {
    addMissing(d.frame.findings, 'font', '', 'font-from-memory', family)
    return ''
  }
  const descriptors = {
    'font-style': face.style,
    'font-weight': face.weight,
    'font-stretch': face.stretch,
    'unicode-range': face.unicodeRange,
    'font-feature-settings': face.featureSettings,
    'ascent-override': face.ascentOverride,
    'descent-override': face.descentOverride,
    'line-gap-override': face.lineGapOverride,
  }
  const texts = Object.entries(descriptors)
    .filter(([, value]) => value && value !== 'normal')
    .map(([name, value]) => `${name}:${value}`)
  const source = want(d.frame.findings, url, 'font')
  return `@font-face{${[`font-family:${cssString(family)}`, `src:url(${cssString(source)})`, ...texts].join(';')}}`
}
