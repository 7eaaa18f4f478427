/** Pages for the picture of a whole page: nothing in them depends on the height of the window. */

const COLOURS = ['#c2410c', '#15803d', '#1d4ed8', '#7e22ce', '#be123c', '#0f766e']

/** Rows that are all different, so that one taken twice or left out is seen. */
const rows = (count: number): string =>
  Array.from({ length: count }, (_, n) => {
    const colour = COLOURS[n % COLOURS.length]
    const shift = (n * 37) % 300
    return `<div class="row" style="border-left:${20 + shift}px solid ${colour}">Row ${n}, and what it says: ${'lorem '.repeat(n % 7)}<i style="background:linear-gradient(90deg, ${colour}, #fff)"></i></div>`
  }).join('')

const STYLE = `*{box-sizing:border-box}html,body{margin:0}body{font:16px/1.5 sans-serif;background:#fff}
.row{height:53px;padding:8px;border-bottom:1px solid #999;overflow:hidden}.row i{float:right;width:120px;height:30px}
.bar{background:#222;color:#fff;padding:12px;height:61px;width:100%}`

const page = (name: string, { style = '', before = '', count = 40 } = {}): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>${name}</title><style>${STYLE}${style}</style>${before}<main>${rows(count)}</main>`

/** By name; each is taller than two windows of 900 pixels. */
export const WHOLE_PAGES: Record<string, string> = {
  'plain': page('plain'),
  'sticky header': page('sticky header', {
    style: '.bar{position:sticky;top:0}',
    before: '<div class="bar">Sticky header</div>',
  }),
  'fixed header and footer': page('fixed header and footer', {
    style:
      '.bar{position:fixed;left:0}.top{top:0}.foot{bottom:0;background:#070}main{padding:61px 0}',
    before: '<div class="bar top">Fixed header</div><div class="bar foot">Fixed footer</div>',
  }),
  'fixed button': page('fixed button', {
    style:
      'b{position:fixed;right:20px;bottom:20px;width:60px;height:60px;border-radius:50%;background:#00c}',
    before: '<b></b>',
  }),
  'smooth scroll': page('smooth scroll', { style: 'html{scroll-behavior:smooth}' }),
  'header that sticks later': page('header that sticks later', {
    style:
      '.hold{height:61px;margin-top:140px}.late .bar{position:fixed;top:0;left:0;transition:background .2s;background:#a00}',
    before:
      '<div class="hold"><div class="bar">Header</div></div><script>addEventListener("scroll", () => document.body.classList.toggle("late", scrollY > 140))</script>',
  }),
  'mandatory snap': page('mandatory snap', {
    style: 'html{scroll-snap-type:y mandatory}.row:nth-child(7n+1){scroll-snap-align:start}',
  }),
  'snap': page('snap', {
    style: 'html{scroll-snap-type:y proximity}.row:nth-child(7n){scroll-snap-align:start}',
  }),
  'wide': page('wide', { style: '.row{width:2400px}' }),
}

/** One pane that scrolls under a head that stands still. */
export const PANE_PAGE = page('pane', {
  style:
    'html,body{height:100%}body{overflow:hidden;display:flex;flex-direction:column}.bar{flex:none}main{flex:1;overflow:auto}',
  before: '<div class="bar">Head of the pane</div>',
})
