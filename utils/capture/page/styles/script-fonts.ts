import { addMissing, want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'
import { keepBytes } from './font-bytes.ts'
import { familyOf, fontRule } from './font-rule.ts'

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

/** Rules for the fonts that a script made, in the page's order, which decides between equal ones. */
export async function fontRules(d: DocumentContext): Promise<string> {
  const used = d.fonts.used().slice(0, MOST)
  const references = new Map<FontFace, string>()
  for (const [place, face] of used.entries()) {
    const reference = await keepBytes(face, place, d).catch(() => undefined)
    if (reference) references.set(face, reference)
  }
  const others = d.fonts.madeByScript().filter((face) => !references.has(face))
  for (const [face, url] of await addressesOf(others.slice(0, MOST), d)) {
    references.set(face, want(d.frame.findings, url, 'font'))
  }
  for (const face of others) {
    if (references.has(face)) continue
    addMissing(d.frame.findings, 'font', '', 'font-from-memory', familyOf(face))
  }
  return d.fonts
    .used()
    .map((face) => (references.has(face) ? fontRule(face, references.get(face) ?? '') : ''))
    .join('')
}

/**
 * A `FontFace` doesn't tell its address, so the files that were loaded and that no rule names are dealt out:
 * by the names they hold, then in their order.
 */
async function addressesOf(faces: FontFace[], d: DocumentContext): Promise<Map<FontFace, string>> {
  const chosen = new Map<FontFace, string>()
  if (faces.length === 0) return chosen
  const files = await readFiles(candidates(d), d)
  for (const pick of [bestNamed, (all: FontFile[]) => all[0]]) {
    for (const face of faces) {
      const file = chosen.has(face) ? undefined : pick(files, face)
      if (!file) continue
      chosen.set(face, file.url)
      files.splice(files.indexOf(file), 1)
    }
  }
  return chosen
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
