import { buildPage, type StoredPage } from './build-snapshot.ts'

type Leak = (name: string) => string

/** Ways to load something, each under a name of its own that says which one leaked. */
function loads(url: Leak): string {
  const u = url
  return `
<link rel="stylesheet" href="${u('link')}">
<link rel="alternate stylesheet" href="${u('link-alternate')}">
<link rel="stylesheet preload preconnect" as="style" href="${u('link-mixed')}">
<link rel="icon" href="${u('icon')}"><link rel="apple-touch-icon" href="${u('touch-icon')}">
<link rel="preload" as="image" href="${u('preload')}">
<link rel="preload" as="image" imagesrcset="${u('preload-srcset')} 1x">
<link rel="prefetch" href="${u('prefetch')}"><link rel="prerender" href="${u('prerender')}">
<link rel="modulepreload" href="${u('modulepreload')}"><link rel="manifest" href="${u('manifest')}">
<link rel="preconnect" href="${u('preconnect')}"><link rel="dns-prefetch" href="${u('dns')}">
<LINK REL="PreConnect" HREF="${u('preconnect-upper')}">
<link rel="next" href="${u('next')}"><link rel="import" href="${u('import')}">
<style>
  @import "${u('import-string')}"; @import url(${u('import-url')}) screen;
  @\\69mport '${u('import-escaped')}';
  body { background: url(${u('css-url')}) }
  body::before { content: url("${u('css-content')}") }
  p { background: \\75\\72\\6c(${u('css-escaped')}); list-style-image: URL( '${u('css-upper')}' ) }
  li { background: image-set("${u('image-set')}" 1x); cursor: url(${u('cursor')}), auto }
  q { background: -webkit-image-set(url(${u('webkit-image-set')}) 1x) }
  b { --far: "${u('custom')}"; background: image-set(var(--far) 1x) }
  i { --far: url(${u('custom-url')}); background: var(--far); mask: url(${u('mask')}#m) }
  u { border-image: url(${u('border')}) 3; filter: url(${u('filter')}#f) }
  @font-face { font-family: F; src: url(${u('font')}) } body { font-family: F }
  s { background: url("${u('broken')
    .split('')
    .map((char) => `\\${char.charCodeAt(0).toString(16)} `)
    .join('')}") }
  /* a comment that ends: */ s::after { content: url(${u('after-comment')}) }
  s::before { content: "\\"; " url(${u('after-string')}) }
</style>
<p style="background:url(${u('style')})">p<ul><li>l</ul><q>q</q><b>b</b><i>i</i><u>u</u><s>s</s>
<p style="background:u\\rl(&quot;${u('style-escaped')}&quot;)">p
<img src="${u('img')}"><img srcset="${u('srcset')} 1x, ${u('srcset-2')} 2x">
<img loading="lazy" src="${u('lazy')}"><img src=" &#x9;${u('img-blank')}"><img lowsrc="${u('lowsrc')}">
<picture><source srcset="${u('source')}"><img src="data:,"></picture>
<input type="image" src="${u('input')}"><image src="${u('image')}"></image>
<video src="${u('video')}" poster="${u('poster')}" autoplay muted preload="auto"></video>
<video autoplay muted><source src="${u('video-source')}"><track src="${u('track')}" default></video>
<audio src="${u('audio')}" autoplay preload="auto"></audio>
<iframe src="${u('iframe')}"></iframe>
<iframe srcdoc="<img src='${u('srcdoc')}'><link rel=preconnect href='${u('srcdoc-pre')}'>"></iframe>
<iframe src="data:text/html,<img src='${u('data-frame')}'>"></iframe>
<iframe src="javascript:'<img src=${u('script-frame')}>'"></iframe>
<object data="${u('object')}"></object><embed src="${u('embed')}">
<object type="text/html" data="data:text/html,<img src='${u('object-data')}'>"></object>
<table background="${u('table')}"><tr><td background="${u('td')}">t</table>
<svg width="9" height="9"><image href="${u('svg-image')}"/><image xlink:href="${u('svg-xlink')}"/>
  <use href="${u('svg-use')}#a"/><feImage href="${u('fe-image')}"/>
  <filter id="f"><feImage href="${u('fe-image-in')}"/></filter><rect filter="url(#f)" width="9" height="9"/>
  <rect fill="url(${u('svg-fill')}#a)" width="5" height="5" style="mask:url(${u('svg-mask')}#a)"/>
  <image><animate attributeName="href" values="${u('smil-values')}" fill="freeze"/></image>
  <image><set attributeName="xlink:href" to="${u('smil-set')}"/></image>
  <rect width="5" height="5"><animate attributeName="fill" to="url(${u('smil-fill')}#a)" fill="freeze"/></rect>
  <style>rect { fill: url(${u('svg-style')}#a) } @import "${u('svg-import')}";</style></svg>
<math><mtext href="${u('math')}">m</mtext></math>
<div><template shadowrootmode="open"><style>@import "${u('shadow-import')}";</style>
  <img src="${u('shadow-img')}"><link rel="stylesheet" href="${u('shadow-link')}">
  <div><template shadowrootmode="closed"><img src="${u('closed-img')}"></template></div></template></div>
<noscript><img src="${u('noscript')}"><link rel="preconnect" href="${u('noscript-pre')}"></noscript>
<form><input name="attributes"><input name="localName"><img src="${u('clobbered')}"></form>
<form id="c" style="background:url(${u('clobbered-form')})"><input name="attributes"></form>
<img name="querySelectorAll"><img name="documentElement"><img name="createTreeWalker">
<form><math><mtext></form><form><mglyph><style></math><img src="${u('mutation')}">
<svg></p><style><a id="</style><img src=${u('mutation-2')}><link rel=preconnect href=${u('mutation-3')}>">
<math><annotation-xml encoding="text/html"><style><!--</style><img src="${u('mutation-4')}">--></style>
<xmp><img src="${u('xmp')}"></xmp>
<marquee background="${u('marquee')}">m</marquee>`
}

/** Ways to run something; each would leave a mark on a window. */
const RUNS = `
<script>pwned('script')</script><script type="module">pwned('module')</script>
<body onload="pwned('onload')" onpageshow="pwned('onpageshow')">
<img src="data:," onerror="pwned('onerror')"><svg onload="pwned('svg-onload')"><script>pwned('svg')</script>
<a id="x" href="javascript:pwned('javascript')">x</a><animate attributeName="x" onbegin="pwned('onbegin')"/></svg>
<a href=" java&#10;script:pwned('split')">y</a><a href="vbscript:pwned(1)">z</a>
<svg><a><set attributeName="href" to="javascript:pwned('smil')"/><text>s</text></a></svg>
<iframe src="javascript:pwned('frame')"></iframe><iframe srcdoc="<script>parent.pwned('srcdoc')</script>"></iframe>
<object data="javascript:pwned('object')"></object><embed src="javascript:pwned('embed')">
<details open ontoggle="pwned('ontoggle')"><summary>s</summary></details>
<video><source onerror="pwned('source')" src="data:,"></video><input autofocus onfocus="pwned('onfocus')">
<form action="javascript:pwned('action')"><button formaction="javascript:pwned('formaction')">b</button></form>
<math><maction actiontype="statusline" xlink:href="javascript:pwned('math')">m</maction></math>
<style>@keyframes k {} p { animation: k 1s }</style><p onanimationstart="pwned('animation')">p</p>`

/** What sends the reader or a report elsewhere. */
const leaves = (u: Leak): string => `
<meta http-equiv="refresh" content="0;url=${u('refresh')}"><meta http-equiv="Link" content="<${u('meta-link')}>; rel=preconnect">
<meta http-equiv="Content-Security-Policy" content="default-src *; report-uri ${u('csp')}">
<base href="${u('base/')}" target="_top"><img src="relative.png">
<a id="ping" href="https://elsewhere.example/" ping="${u('ping')}" attributionsrc="${u('attribution')}">ping</a>
<form id="send" action="${u('form')}" method="post"><input name="a" value="b"><button>send</button></form>`

const MARK = `<script>var pwned = (how) => {
  for (const view of [self, parent, top]) try { view.pwnedBy = how; view.document.documentElement.dataset.pwned = how } catch {}
}</script>`

/** The page as a site would serve it, to see that the ways in it do leak where nobody cares. */
export const hostileMarkup = (url: Leak): string =>
  `<!doctype html><title>Live</title>${loads(url)}`

/** A stored page made by somebody who knows the stored format and means harm. */
export function hostilePage(url: Leak): StoredPage {
  const body = `${MARK}${leaves(url)}${RUNS}${loads(url)}`
  const own = `
<link rel="stylesheet" href="cid:css"><img src="cid:svg"><img src="cid:lie"><iframe src="cid:frame-0.0"></iframe>
<iframe src="cid:html"></iframe><object data="cid:html"></object><object data="cid:svg"></object>
<a href="cid:html">kept</a><svg><use href="cid:svg#a"/><image href="cid:svg"/></svg>
<style>@import "cid:css"; em { background: url(cid:svg) }</style><em>em</em><script src="cid:js"></script>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" onload="top.pwned('svg')">
<script>top.pwnedBy='svg'</script><image x:href="${url('svg-file')}"/><style>@import "${url('svg-file-import')}";</style>
<g id="a"><image href="${url('svg-file-use')}"/></g></svg>`
  return buildPage({
    title: 'Hostile page',
    frames: {
      '0': `<!doctype html><title>Hostile page</title>${own}${body}<h1 id="end">end</h1>`,
      '0.0': `<!doctype html>${body}<h1>child</h1>`,
    },
    resources: {
      css: {
        type: 'text/css',
        kind: 'style',
        text: `@import "${url('file-import')}"; @import "cid:css2"; h1 { background: url(${url('file-url')}) }`,
      },
      css2: {
        type: 'text/css',
        kind: 'style',
        text: `h1 { color: rgb(1, 2, 3); mask: u\\72l(${url('file-nested')}) }`,
      },
      svg: { type: 'image/svg+xml', text: svg },
      html: {
        type: 'text/html',
        kind: 'document',
        text: `<script>top.pwnedBy='html'</script><img src="${url('html-file')}">`,
      },
      js: { type: 'text/javascript', kind: 'document', text: "top.pwnedBy='js'" },
      lie: {
        type: 'text/html',
        kind: 'image',
        text: `<script>top.pwnedBy='lie'</script><img src="${url('lie-file')}">`,
      },
    },
  })
}
