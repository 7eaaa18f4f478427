import { boxFont } from '../fidelity/routes/box-font.ts'
import { answer, type Site, serve } from './site.ts'

/** Boxes as high as half the em and nearly all of it: no font of a system looks like them. */
const HALF = boxFont('Half Box', 400).toString('base64')
const FULL = boxFont('Full Box', 800).toString('base64')

/**
 * A script that makes two faces for a window from bytes that came from no file, one of them from a part of
 * a buffer that is overwritten afterwards.
 */
const makeFonts = (view = 'window'): string => `{
  const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  const full = bytes('${FULL}')
  const padded = new Uint8Array(full.length + 9)
  padded.set(full, 4)
  const faces = [
    new ${view}.FontFace('Made Box', bytes('${HALF}').buffer, { unicodeRange: 'U+61-7A' }),
    new ${view}.FontFace('Made Box', padded.subarray(4, 4 + full.length), { weight: '700', display: 'optional' }),
  ]
  padded.fill(0)
  for (const face of faces) ${view}.document.fonts.add(face)
  window.made = faces.length
}`

/** Words that are set in both. */
const WORDS =
  '<p style="font:32px/40px Made Box,serif;margin:8px">abcd <b style="color:green">efgh</b>'
const HEAD = '<!doctype html><meta charset="utf-8">'

/** What a hostile page does to all that the hook could use. */
const SPOIL = `for (const name of ['Blob', 'MessageEvent', 'FontFaceSetLoadEvent', 'Reflect', 'Proxy', 'WeakMap', 'EventTarget'])
  window[name] = function () { throw new Error('spoilt') }
for (const [owner, names] of [[EventTarget.prototype ?? Node.prototype.__proto__, ['dispatchEvent', 'addEventListener']], [Node.prototype.__proto__, ['dispatchEvent']]])
  for (const name of names) if (owner) owner[name] = () => { throw new Error('spoilt') }
Object.defineProperty(ArrayBuffer.prototype, 'byteLength', { get() { throw new Error('spoilt') } })
Object.prototype.toString = Function.prototype.call = Function.prototype.apply = () => { throw new Error('spoilt') };`

const framePage = `${HEAD}${WORDS}<script>${makeFonts()}</script>`

/** A page that makes fonts for itself and in frames of every kind. */
const mainPage = (other: string): string => `${HEAD}<title>Made fonts</title>
<style>iframe{width:460px;height:70px;border:1px solid;display:block}</style>
<body>${WORDS}
<iframe src="/frame"></iframe>
<iframe src="${other}/frame"></iframe>
<iframe srcdoc="${framePage.replaceAll('"', '&quot;')}"></iframe>
<iframe id="blank"></iframe>
<script>${makeFonts()}
blank.contentDocument.body.innerHTML = '${WORDS}'
${makeFonts('blank.contentWindow')}</script>`

/** Two sites of such pages. */
export async function serveMadeFonts(): Promise<{ main: Site; close: () => Promise<void> }> {
  const html = (text: string) => answer('text/html', text)
  const frame = { '/frame': html(framePage) }
  const other = await serve('tests/fixtures/site', frame, 'localhost')
  const main = await serve('tests/fixtures/site', {
    ...frame,
    '/fonts': html(mainPage(other.origin)),
    '/plain': html(`${HEAD}<title>Plain</title><p>plain`),
    '/spoilt': html(`${HEAD}<title>Spoilt</title>${WORDS}<script>${SPOIL}${makeFonts()}</script>`),
  })
  return { main, close: async () => void (await Promise.all([main.close(), other.close()])) }
}

/** Faces on `/fonts`: two in each of its five documents. */
export const FACES = 10
