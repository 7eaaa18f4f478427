import { existsSync, readFileSync } from 'node:fs'
import { png } from './png.mjs'
import { randomFrom } from './random.mjs'

export const SIZES = [
  { name: 'small', elements: 100, rules: 20, resources: 0 },
  { name: 'medium', elements: 1000, rules: 300, resources: 40 },
  { name: 'many', elements: 1000, rules: 300, resources: 400 },
  { name: 'large', elements: 7500, rules: 8000, resources: 40 },
  { name: 'huge', elements: 50_000, rules: 8000, resources: 40 },
]

/** Web fonts come from the system; where these are missing the page has pictures in their place. */
const FONTS = [
  '/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf',
  '/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf',
].filter((path) => existsSync(path))

const WORDS =
  'page keep link garden river paper letter archive tea mountain window road time 页面 保存 链接 时间 茶 山 河 信'.split(
    ' ',
  )

/**
 * One page with everything it loads; another seed gives other bytes, so that no run profits from what
 * an earlier one stored.
 * @returns {Map<string, { type: string, kind: string, body: Buffer }>} by path; the page itself is 'index.html'
 */
export function makePage(size, seed) {
  const random = randomFrom(seed * 7919 + size.elements)
  const parts = new Map()
  const sheets = size.resources === 0 ? [] : ['a.css', 'b.css']
  const fonts = size.resources === 0 ? [] : FONTS.map((_, n) => `font-${n}.ttf`)
  const images = Array.from(
    { length: size.resources === 0 ? 0 : size.resources - sheets.length - fonts.length },
    (_, n) => `image-${n}.png`,
  )
  for (const name of images)
    add(parts, name, 'image/png', 'images', png(Math.round(40 + random() * 120), random))
  for (const [n, name] of fonts.entries()) add(parts, name, 'font/ttf', 'fonts', font(n, seed))
  const css = rules(size.rules, fonts, random)
  for (const [n, name] of sheets.entries())
    add(parts, name, 'text/css', 'css', css.slice((n * css.length) / 2, ((n + 1) * css.length) / 2))
  const inline = sheets.length === 0 ? `<style>${css.join('\n')}</style>` : ''
  const html = page(size, { sheets, images, inline }, random)
  add(parts, 'index.html', 'text/html; charset=utf-8', 'html', html)
  return parts
}

function add(parts, name, type, kind, body) {
  const bytes = Array.isArray(body) ? body.join('\n') : body
  parts.set(name, { type, kind, body: Buffer.from(bytes) })
}

/** The checksum adjustment in the head is not looked at by browsers: the one place that may differ. */
function font(index, seed) {
  const body = Buffer.from(readFileSync(FONTS[index]))
  body.write(String(seed).padStart(4, '0'), body.length - 4)
  return body
}

function rules(count, fonts, random) {
  const faces = fonts.map(
    (name, n) =>
      `@font-face { font-family: face${n}; src: url(${name}); }\nh2 { font-family: face${n} }`,
  )
  const pick = (limit) => Math.floor(random() * limit)
  const plain = Array.from(
    { length: count },
    (_, n) =>
      `.c${n} { color: rgb(${pick(120)} ${pick(120)} ${pick(120)}); padding: ${pick(9)}px ${pick(9)}px; border-left: ${pick(4)}px solid; }`,
  )
  return [...faces, ...plain]
}

function page(size, { sheets, images, inline }, random) {
  const text = () =>
    Array.from({ length: 12 }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ')
  const links = sheets.map((name) => `<link rel="stylesheet" href="${name}">`).join('')
  const pictures = images.map((name) => `<img src="${name}" alt="">`).join('')
  // Four elements a block: section, heading, paragraph, emphasis.
  const blocks = Array.from({ length: Math.round((size.elements - images.length) / 4) }, (_, n) => {
    const name = `c${n % size.rules}`
    return `<section class="${name}"><h2>${text()}</h2><p>${text()} <b>${n}</b></p></section>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${size.name} page</title>${links}${inline}</head><body>${pictures}${blocks.join('\n')}</body></html>`
}
