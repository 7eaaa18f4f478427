import { scene } from './scenes.mjs'
import { nameIn, paragraphs, sentences } from './words.mjs'

/** Pages that are read: every function gives the body of a page and its styles. */

const SCENES = ['hills', 'sea', 'town']

export const article = ({ title, random, lang, seed, site }) => ({
  css: `body{background:#fffdf9;font-family:${seed % 2 ? 'Georgia,"Noto Serif CJK SC",serif' : 'var(--sans)'}}
    header{padding:22px 90px;font:600 17px var(--sans);color:var(--hue)} main{width:760px;margin:10px auto}
    h1{font-size:44px;line-height:1.2;margin:26px 0 12px} .by{color:#857d70;font:15px var(--sans);margin-bottom:24px}
    .scene{width:100%;height:330px;border-radius:6px;display:block;margin-bottom:26px} p{font-size:20px;line-height:1.75;margin:0 0 18px}`,
  html: `<header>${site}</header><main><h1>${title}</h1><div class="by">${nameIn(random, lang)} · 2026</div>
    ${seed % 3 ? scene(SCENES[seed % 3], seed) : ''}${paragraphs(random, lang, 5)}</main>`,
})

export const news = ({ title, random, lang, seed, site }) => ({
  css: `header{text-align:center;padding:20px;border-bottom:3px double #222;font:700 34px Georgia,"Noto Serif CJK SC",serif}
    main{display:grid;grid-template-columns:2.2fr 1fr;gap:34px;padding:26px 70px} h1{font:700 40px/1.2 Georgia,"Noto Serif CJK SC",serif;margin:0 0 16px}
    .scene{width:100%;height:380px;display:block} p{font-size:18px;line-height:1.6;color:#444} aside>div{border-top:1px solid #ddd;padding:14px 0;font:600 18px/1.35 Georgia,"Noto Serif CJK SC",serif}
    aside .scene{height:120px;margin-bottom:8px}`,
  html: `<header>${site}</header><main><section><h1>${title}</h1>${scene(SCENES[(seed + 1) % 3], seed)}${paragraphs(random, lang, 2)}</section>
    <aside>${[1, 2, 3].map((n) => `<div>${n === 1 ? scene(SCENES[seed % 3], seed + 90) : ''}${sentences(random, lang, 1)}</div>`).join('')}</aside></main>`,
})

export const docs = ({ title, random, lang, site, seed }) => ({
  css: `header{background:var(--hue);color:#fff;padding:14px 40px;font:600 18px var(--sans)} main{display:grid;grid-template-columns:250px 1fr 190px;gap:36px;padding:26px 40px}
    nav div{padding:7px 10px;font-size:15px;color:#555;border-radius:6px} nav .on{background:color-mix(in oklab,var(--hue),#fff 86%);color:var(--hue);font-weight:600}
    h1{font-size:34px;margin:0 0 14px} p{line-height:1.65;color:#333} pre{background:#f3f5f8;border-radius:8px;padding:18px;font:15px/1.6 monospace;color:#24405e}
    .toc{font-size:14px;color:#777;border-left:2px solid #eee;padding-left:14px;line-height:2}`,
  html: `<header>${site}</header><main><nav>${Array.from({ length: 14 }, (_, n) => `<div class="${n === seed % 9 ? 'on' : ''}">${sentences(random, lang, 1).slice(0, lang === 'zh-CN' ? 9 : 20)}</div>`).join('')}</nav>
    <section><h1>${title}</h1>${paragraphs(random, lang, 1)}<pre>${CODE[seed % CODE.length]}</pre>${paragraphs(random, lang, 3)}</section>
    <div class="toc">${[1, 2, 3, 4, 5].map(() => sentences(random, lang, 1).slice(0, lang === 'zh-CN' ? 7 : 16)).join('<br>')}</div></main>`,
})

export const wiki = ({ title, random, lang, seed, site }) => ({
  css: `body{display:grid;grid-template-columns:190px 1fr;background:#f6f6f6} nav{padding:30px 20px;font-size:14px;line-height:2.1;color:#36c} nav b{display:block;font:30px Georgia,serif;color:#222;margin-bottom:20px}
    main{background:#fff;border-inline-start:1px solid #a7d7f9;padding:26px 34px} h1{font:34px Georgia,"Noto Serif CJK SC",serif;border-bottom:1px solid #a2a9b1;padding-bottom:8px;margin:0 0 14px}
    .box{float:inline-end;width:290px;border:1px solid #a2a9b1;background:#f8f9fa;padding:8px;margin-inline-start:22px;font-size:14px} .box .scene{width:100%;height:190px} p{line-height:1.65}`,
  html: `<nav><b>${site.slice(0, 1).toUpperCase()}</b>${Array.from({ length: 9 }, () => sentences(random, lang, 1).slice(0, 12)).join('<br>')}</nav>
    <main><h1>${title}</h1><div class="box">${scene(SCENES[seed % 3], seed)}<div style="padding:8px">${sentences(random, lang, 2)}</div></div>${paragraphs(random, lang, 6)}</main>`,
})

export const paper = ({ title, random, lang }) => ({
  css: `body{background:#e9e9ec} main{width:860px;margin:24px auto;background:#fff;padding:56px 74px;box-shadow:0 2px 14px #0002;font-family:Georgia,"Noto Serif CJK SC",serif}
    h1{font-size:${title.length > 120 ? 23 : 30}px;text-align:center;line-height:1.3;margin:0 0 14px} .by{text-align:center;color:#555;margin-bottom:22px} .cols{columns:2;column-gap:34px;font-size:14px;line-height:1.5;text-align:justify}
    h2{font-size:17px;margin:0 0 8px}`,
  html: `<main><h1>${title}</h1><div class="by">${nameIn(random, lang)}, ${nameIn(random, lang)}, ${nameIn(random, lang)}</div><div class="cols"><h2>Abstract</h2>${paragraphs(random, lang, 10)}</div></main>`,
})

export const forum = ({ title, random, lang, site }) => ({
  css: `body{background:#f2f4f7} header{background:#fff;padding:14px 60px;font:700 20px var(--sans);color:var(--hue);border-bottom:1px solid #e2e5ea} main{width:900px;margin:22px auto}
    .card{background:#fff;border-radius:10px;padding:22px 26px;margin-bottom:14px} h1{font-size:30px;margin:0 0 10px} .who{display:flex;gap:10px;align-items:center;font-weight:600;margin-bottom:8px}
    .who i{width:34px;height:34px;border-radius:50%;background:var(--c)} p{line-height:1.65;margin:8px 0;color:#333} .up{color:#8a93a0;font-size:14px}`,
  html: `<header>${site}</header><main><div class="card"><h1>${title}</h1><div class="up">${Math.floor(random() * 900)} ↑ · ${Math.floor(random() * 200)} 💬</div></div>
    ${[1, 2, 3].map(() => `<div class="card"><div class="who"><i style="--c:hsl(${random() * 360} 45% 65%)"></i>${nameIn(random, lang)}</div>${paragraphs(random, lang, 1)}<div class="up">${Math.floor(random() * 400)} ↑</div></div>`).join('')}</main>`,
})

const CODE = [
  `.card {\n  color: oklch(62% 0.19 22);\n  background: light-dark(white, black);\n  border-radius: 10px;\n}`,
  `fn main() {\n    let shelf = Shelf::open("links")?;\n    for link in shelf.iter() {\n        println!("{link}");\n    }\n}`,
  `SELECT title, kept_at\n  FROM links\n WHERE tags @> ARRAY['design']\n ORDER BY kept_at DESC\n LIMIT 20;`,
  `const answer = await fetch(url)\nconst text = await answer.text()\nindex.add(text, { lang: 'zh' })`,
]
