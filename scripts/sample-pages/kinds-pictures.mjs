import { scene } from './scenes.mjs'
import { nameIn, paragraphs, sentences } from './words.mjs'

/** Pages that are looked at: every function gives the body of a page and its styles. */

const SCENES = ['hills', 'sea', 'town']
const price = (random) => `¥${Math.floor(30 + random() * 900)}`

export const shop = ({ title, random, lang, seed, site }) => ({
  css: `header{display:flex;justify-content:space-between;padding:18px 50px;font:700 22px var(--sans);border-bottom:1px solid #eee} main{display:grid;grid-template-columns:1fr 1fr;gap:44px;padding:36px 60px}
    .scene{width:100%;height:470px;border-radius:14px} .small{display:grid;grid-template-columns:repeat(4,1fr);gap:10px;margin-top:12px} .small .scene{height:90px}
    h1{font-size:34px;line-height:1.25;margin:0 0 14px} b{font-size:32px;color:var(--hue)} .buy{background:var(--hue);color:#fff;border-radius:10px;padding:18px;text-align:center;font:600 19px var(--sans);margin:26px 0} p{color:#555;line-height:1.6}`,
  html: `<header><span>${site}</span><span>🛒 2</span></header><main><div>${scene('thing', seed)}<div class="small">${[1, 2, 3, 4].map((n) => scene('thing', seed + n * 7)).join('')}</div></div>
    <div><h1>${title}</h1><b>${price(random)}</b><div class="buy">${lang === 'zh-CN' ? '加入购物车' : 'Add to basket'}</div>${paragraphs(random, lang, 3)}</div></main>`,
})

export const video = ({ title, random, lang, seed, site }) => ({
  css: `body{background:#0f0f12;color:#f0f0f2} header{padding:14px 30px;font:700 20px var(--sans);color:var(--hue)} main{display:grid;grid-template-columns:1fr 320px;gap:26px;padding:6px 30px}
    .player{position:relative} .player .scene{width:100%;height:500px;border-radius:12px;display:block} .player:after{content:"▶";position:absolute;inset:0;margin:auto;width:92px;height:92px;border-radius:50%;background:#000a;display:grid;place-items:center;font-size:36px;padding-left:8px;box-sizing:border-box}
    h1{font-size:25px;margin:18px 0 8px} .side{display:grid;grid-template-columns:150px 1fr;gap:10px;margin-bottom:12px;font-size:14px} .side .scene{width:150px;height:84px;border-radius:8px} .dim{color:#9a9aa5}`,
  html: `<header>▶ ${site}</header><main><section><div class="player">${scene(SCENES[seed % 3], seed)}</div><h1>${title}</h1><div class="dim">${nameIn(random, lang)} · ${Math.floor(random() * 90 + 2)}K</div></section>
    <aside>${[1, 2, 3, 4, 5, 6].map((n) => `<div class="side">${scene(SCENES[(seed + n) % 3], seed + n * 11)}<div>${sentences(random, lang, 1).slice(0, lang === 'zh-CN' ? 18 : 40)}</div></div>`).join('')}</aside></main>`,
})

export const gallery = ({ title, seed, site }) => ({
  css: `body{background:${seed % 2 ? '#fff' : '#16171b'};color:${seed % 2 ? '#111' : '#eee'}} header{padding:26px 40px 6px;font:600 16px var(--sans);color:var(--hue)} h1{font-size:36px;margin:4px 40px 22px}
    main{columns:4;column-gap:14px;padding:0 40px} .scene{width:100%;border-radius:10px;margin-bottom:14px;display:block}`,
  html: `<header>${site}</header><h1>${title}</h1><main>${Array.from({ length: 14 }, (_, n) => scene(n % 4 === 3 ? 'thing' : SCENES[(seed + n) % 3], seed + n * 13).replace('class="scene"', `class="scene" style="height:${150 + ((seed + n * 5) % 5) * 42}px"`)).join('')}</main>`,
})

export const recipe = ({ title, random, lang, seed, site }) => ({
  css: `body{background:#fffaf3} header{padding:20px 70px;font:700 22px var(--sans);color:var(--hue)} main{display:grid;grid-template-columns:1.3fr 1fr;gap:40px;padding:6px 70px}
    .scene{width:100%;height:450px;border-radius:18px} h1{font-size:36px;line-height:1.25;margin:0 0 18px} li{font-size:19px;line-height:2;border-bottom:1px dashed #e5d8c3;list-style:none} ul{padding:0} p{line-height:1.7;color:#5a4d3d}`,
  html: `<header>${site}</header><main><div>${scene('dish', seed)}${paragraphs(random, lang, 1)}</div><div><h1>${title}</h1><ul>${(lang === 'zh-CN' ? ['五花肉 500 克', '冰糖 30 克', '生抽 2 勺', '老抽 1 勺', '姜 4 片', '八角 2 颗'] : ['Flour 500 g', 'Water 360 g', 'Salt 10 g', 'Starter 100 g', 'Olive oil', 'Patience']).map((each) => `<li>${each}</li>`).join('')}</ul></div></main>`,
})

const LANES = 5
export const code = ({ title, random, seed, site }) => ({
  css: `body{background:${seed % 2 ? '#0d1117' : '#fff'};color:${seed % 2 ? '#e6edf3' : '#1f2328'}} header{padding:16px 40px;border-bottom:1px solid #8884;font:600 18px var(--sans)} main{padding:24px 40px} h1{font-size:24px;margin:0 0 16px;color:#4493f8}
    .row{display:grid;grid-template-columns:26px 220px 1fr 90px;padding:9px 14px;border-bottom:1px solid #8883;font-size:15px} .box{border:1px solid #8885;border-radius:8px;margin-bottom:22px} .dim{opacity:.6} .read{padding:26px} .read h2{font-size:30px;margin:0 0 12px} .bar{height:13px;border-radius:4px;background:currentcolor;opacity:.22;margin:12px 0}`,
  html: `<header>◆ ${site}</header><main><h1>${title}</h1><div class="box">${['src', 'docs', 'tests', 'README.md', 'LICENSE', 'package.json'].map((name, n) => `<div class="row"><span>${n < 3 ? '▸' : '·'}</span><span>${name}</span><span class="dim">${['keep it small', 'say why, not what', 'a test for each bug', 'first words', 'MIT', 'pin versions'][n]}</span><span class="dim">${Math.ceil(random() * 28)}d</span></div>`).join('')}</div>
    <div class="box read"><h2>${title.split(/[:：/]/)[0]}</h2>${Array.from({ length: LANES }, () => `<div class="bar" style="width:${40 + random() * 58}%"></div>`).join('')}</div></main>`,
})
