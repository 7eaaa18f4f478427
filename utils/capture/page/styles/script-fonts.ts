import { cssString, unescapeCss } from '../../../snapshot/css-text.ts'
import { addMissing, want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'

const FONT_FILE = /\.(?:woff2?|ttf|otf|ttc)(?:[?#]|$)/i
/** How long files may take that are only read for their names: they are in the browser's cache. */
const NAMES_MS = 800
/** More fonts than any page makes by script. */
const MOST = 64

interface FontFile {
  url: string
  /** Its bytes, one character each, where they were looked at. */
  text: string
}

/**
 * Rules for the fonts that a script made from addresses. A `FontFace` doesn't tell its address, so the files
 * that were loaded and that no rule names are dealt out: by the names they hold, then in their order.
 */
export async function fontRules(d: DocumentContext): Promise<string> {
  const faces = d.fonts.madeByScript().slice(0, MOST)
  if (faces.length === 0) return ''
  const files = await readFiles(candidates(d), d)
  const chosen = new Map<FontFace, string>()
  for (const pick of [bestNamed, (all: FontFile[]) => all[0]]) {
    for (const face of faces) {
      const file = chosen.has(face) ? undefined : pick(files, face)
      if (!file) continue
      chosen.set(face, file.url)
      files.splice(files.indexOf(file), 1)
    }
  }
  return faces.map((face) => ruleFor(face, chosen.get(face), d)).join('')
}

/** Files that may be fonts: those that look so, or failing that what styles loaded and is no picture. */
function candidates(d: DocumentContext): string[] {
  const entries = d.fonts.unnamedEntries().filter(({ name }) => /^https?:/.test(name))
  const fonts = entries.filter(({ name }) => FONT_FILE.test(name))
  const wanted = new Set([...d.frame.findings.wanted.values()].map(({ url }) => url))
  const others = entries.filter((each) => each.initiatorType === 'css' && !wanted.has(each.name))
  return [...new Set((fonts.length ? fonts : others).map(({ name }) => name))].slice(0, MOST)
}

/** Files are only read where there is something to choose. */
function readFiles(urls: string[], d: DocumentContext): Promise<FontFile[]> {
  const signal = AbortSignal.timeout(NAMES_MS)
  const read = async (url: string): Promise<string> => {
    const response = await d.frame.host.fetch(url, { cache: 'force-cache', signal })
    return new TextDecoder('latin1').decode(await response.arrayBuffer())
  }
  return Promise.all(
    urls.map(async (url) => ({ url, text: urls[1] ? await read(url).catch(() => '') : '' })),
  )
}

function bestNamed(files: FontFile[], face: FontFace): FontFile | undefined {
  const scores = files.map(({ text }) => likeness(text, face))
  const best = Math.max(0, ...scores)
  return best > 0 ? files[scores.indexOf(best)] : undefined
}

/** Above 0 where a file holds the face's family name; higher for the same weight and slant. */
function likeness(text: string, face: FontFace): number {
  // Names stand in UTF-16; compressed files don't show them.
  const holds = (name: string) => text.includes([...name].join('\0'))
  if (!holds(familyOf(face))) return 0
  const bold = Number.parseInt(face.weight, 10) >= 600 || face.weight === 'bold'
  return 1 + Number(holds('Bold') === bold) + Number(holds('Italic') === (face.style !== 'normal'))
}

const familyOf = (face: FontFace): string => unescapeCss(face.family.replace(/^["']|["']$/g, ''))

function ruleFor(face: FontFace, url: string | undefined, d: DocumentContext): string {
  const family = familyOf(face)
  if (!url) {
    addMissing(d.frame.findings, 'font', '', 'font-from-memory', family)
    return ''
  }
  const source = cssString(want(d.frame.findings, url, 'font'))
  const { style, weight, stretch, unicodeRange, featureSettings } = face
  return `@font-face{font-family:${cssString(family)};src:url(${source});font-style:${style};font-weight:${weight};font-stretch:${stretch};unicode-range:${unicodeRange};font-feature-settings:${featureSettings}}`
}
