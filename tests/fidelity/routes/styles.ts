import { readFileSync } from 'node:fs'
import type { Route } from '../run/routes.ts'
import { boxFont } from './box-font.ts'

type Headers = Record<string, string>

/** An answer from the browser's cache from then on, as most sheets of the web are. */
function answer(type: string, body: string | Buffer, headers: Headers = {}): Route {
  return (_, response) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600', ...headers })
    response.end(body)
  }
}

const css = (text: string | Buffer, headers?: Headers): Route => answer('text/css', text, headers)
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

const square = (colour: string): Route =>
  answer(
    'image/svg+xml',
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${colour}"/></svg>`,
  )

const redirect =
  (to: string): Route =>
  (_, response) => {
    response.writeHead(302, { location: to })
    response.end()
  }

const failed: Route = (_, response) => {
  response.writeHead(404, { 'content-type': 'text/css' })
  response.end('.failed{background:red}')
}

const vt323 = readFileSync(new URL('../../fixtures/site/vt323.woff2', import.meta.url))
const OPEN = { 'access-control-allow-origin': '*' }
const green = (name: string) => `#${name}{background:green}`

/** The characters 中文 in GBK. */
const GBK_TEXT = '\xd6\xd0\xce\xc4'

const SPRITE = `<svg xmlns="http://www.w3.org/2000/svg"><defs>
<filter id="flood"><feFlood flood-color="green"/></filter>
<clipPath id="half" clipPathUnits="objectBoundingBox"><rect width="0.5" height="1"/></clipPath>
<mask id="left" maskContentUnits="objectBoundingBox"><rect width="0.5" height="1" fill="white"/></mask>
</defs></svg>`

/** Five megabytes of rules, of which the last one counts. */
const large = (): Buffer =>
  Buffer.from(
    `${'.nobody-has-this-class > b:hover{color:#123456;margin:0 1px}\n'.repeat(84_000)}${green('a')}`,
  )

const fonts: Record<string, Route> = {
  '/styles/vt323.woff2': answer('font/woff2', vt323, OPEN),
  '/styles/full.ttf': answer('font/ttf', boxFont('Full Box', 800), OPEN),
  '/styles/half.ttf': answer('font/ttf', boxFont('Half Box', 400), OPEN),
  '/styles/third.ttf': answer('font/ttf', boxFont('Third Box', 270), OPEN),
}

const pictures: Record<string, Route> = {
  '/styles/green.svg': square('green'),
  '/styles/red.svg': square('red'),
  '/styles/near/dot.svg': square('green'),
  '/styles/far/dot.svg': square('red'),
  "/styles/it's (1).svg": square('green'),
  "/styles/it's%20(1).svg": square('green'),
  '/styles/sprite.svg': answer('image/svg+xml', SPRITE),
}

const sheets: Record<string, Route> = {
  '/styles/box-red.css': css('.box{background:red}#a{color:red}'),
  '/styles/box-green.css': css('.box{background:green}'),
  '/styles/changed.css': css(
    '#a{background:red}\n#b{--c:green;border:10px solid var(--c);border-left:none}\n#c{background:red}',
  ),
  '/styles/parts.css': css('@import "part.css";#b{background:green}'),
  '/styles/part.css': css('#a{background:red}'),
  '/styles/a.css': css(green('a')),
  '/styles/b.css': css(green('b')),
  '/styles/c.css': css(green('c')),
  '/styles/late.css': css('.box{background:red}'),
  '/styles/twice.css': css('.box{background:green;width:50px}'),
  '/styles/weak.css': css('.box{background:red}'),
  '/styles/strong.css': css('.box{background:green}'),
  '/styles/chain.css': css('@import "chain-2.css" layer(base) screen;'),
  '/styles/chain-2.css': css(
    '@import url(chain-3.css) supports(display: grid);@layer x{#b{background:green}}',
  ),
  '/styles/chain-3.css': css('#c{background:green}'),
  '/styles/ring.css': css('@import "ring-2.css";#a{background:green}'),
  '/styles/ring-2.css': css('@import "ring.css";#a{background:red}#b{background:green}'),
  '/styles/near/declares.css': css(':root{--dot:url(dot.svg)}'),
  '/styles/far/declares.css': css(':root{--dot:url(dot.svg)}'),
  '/styles/near/uses.css': css('#a{background:var(--dot)}#b{background:var(--own)}'),
  '/styles/far/uses.css': css('#c{background:var(--typed)}'),
  '/styles/moved.css': redirect('/styles/near/moved.css'),
  '/styles/near/moved.css': css('#a{background:url(dot.svg?moved)}'),
  '/styles/moved-shut.css': redirect('/styles/near/moved-shut.css'),
  '/styles/near/moved-shut.css': css('#a{background:url(dot.svg?moved-shut)}'),
  '/styles/shut.css': css(
    '@import "shut-2.css" layer(low);@layer low{#b{background:red}}#a{--c:green;border:10px solid var(--c);border-left:none;background:url(green.svg)}',
  ),
  '/styles/shut-2.css': css('#b{width:60px}'),
  '/styles/shut-print.css': css('#a{background:red}'),
  '/styles/shut-gbk.css': css(latin1(`#a::before{content:"${GBK_TEXT}"}`)),
  '/styles/gbk-header.css': css(latin1(`#a::before{content:"${GBK_TEXT}"}`), {
    'content-type': 'text/css; charset=gbk',
  }),
  '/styles/gbk-rule.css': css(latin1(`@charset "gbk";#b::before{content:"${GBK_TEXT}"}`)),
  '/styles/gbk-plain.css': css(latin1(`#c::before{content:"${GBK_TEXT}"}`)),
  '/styles/utf16.css': css(Buffer.from('\ufeff#d::before{content:"中文"}', 'utf16le')),
  '/styles/utf8-bom.css': css(`\ufeff#e::before{content:"中文"}`, {
    'content-type': 'text/css; charset=gbk',
  }),
  '/styles/wrong-type.css': answer('text/html', '#a{background:green}'),
  '/styles/wrong-type-strict.css': answer('text/html', '.box{background:red}'),
  '/styles/404.css': failed,
  '/styles/large.css': css(large()),
  '/styles/unclosed.css': css('#a{background:red}#a{background:green'),
  '/styles/unclosed-2.css': css('#b::before{content:"never closed'),
  '/styles/unclosed-3.css': css('#c{background:url(green.svg'),
  '/styles/instruction.css': css('#a,rect{fill:green;background:green}#b{background:red}'),
  '/styles/instruction-2.css': css('#b{background:green}'),
}

/** A style sheet that never comes. */
const never: Route = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/css' })
  response.flushHeaders()
}

/** The whole page in another encoding, which its sheets without a word of their own take over. */
const gbkPage: Route = answer(
  'text/html; charset=gbk',
  latin1(
    `<!doctype html><html lang="zh-CN"><link rel="stylesheet" href="gbk-plain.css"><p id="c"></p>`,
  ),
)

export const routes: Record<string, Route> = {
  ...fonts,
  ...pictures,
  ...sheets,
  '/styles/never.css': never,
  '/styles/gbk.html': gbkPage,
}
