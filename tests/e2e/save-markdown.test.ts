import MarkdownIt from 'markdown-it'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { downloadFrom } from '../replay/open-file.ts'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { keepPage } from '../support/kept-page.ts'
import { answer } from '../support/site.ts'
import { filesOf } from '../support/unpack.ts'
import { openInViewer } from '../support/viewer.ts'

const FRAME = (
  lang: string,
  title: string,
  article: string,
) => `<!doctype html><html lang="${lang}">
<meta charset="utf-8"><title>${title}</title>
<header><nav><a href="/">首页</a> <a href="/about">关于我们</a> <a href="/login">登录</a></nav></header>
<aside class="sidebar"><h3>热门排行</h3><ul><li><a href="/1">第一名</a><li><a href="/2">第二名</a></ul></aside>
<main><article>${article}</article></main>
<section class="comments"><h3>评论</h3><p>沙发！</p></section>
<footer>版权所有 备案号</footer></html>`

const HAN = '终南山下的溪水绕过茶园，在石桥边积成一潭，春天的时候水面漂着落花，采茶的人从桥上走过。'

const CHINESE = FRAME(
  'zh-CN',
  '山间茶事 - 某某网',
  `<h1>山间茶事</h1><p class="author">作者：陆羽</p>
<p>${HAN.repeat(2)}</p><h2>一、采茶</h2>
<p><strong>注意：</strong>清明前采的叫<b>“明前茶”</b>，<em>谷雨</em>前采的叫<del>雨前</del>茶。<ruby>茗<rp>（</rp><rt>míng</rt><rp>）</rp></ruby>是晚采的茶。</p>
<figure><img class="lazy" src="/spacer.gif" data-original="/foreign.png" alt="茶园"><figcaption>茶园一角</figcaption></figure>
<p>${HAN}</p><img src="/picture.svg" alt="月夜">
<table><thead><tr><th>茶</th><th>产地</th></tr></thead><tbody><tr><td>龙井</td><td>杭州</td></tr><tr><td>毛尖</td><td>信阳</td></tr></tbody></table>
<ul><li>水：<a href="/water">山水上</a></li><li>火：活火</li></ul>
<pre><code class="language-js">const 茶 = '龙井'\nconsole.log(茶)</code></pre>
<blockquote><p>茶者，南方之嘉木也。</p></blockquote><p>${HAN}</p>`,
)

/** As messengers publish them: nothing but sections, and images that wait. */
const SECTIONS = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>煮水记</title>
<div id="js_article"><h1 id="activity-name">煮水记</h1><div id="js_content"><section><section><p><span>${HAN}</span></p></section>
<section><img data-src="/foreign.png" data-type="png" width="40"></section><section><span>${HAN}${HAN}</span></section></section></div></div>
<div id="js_pc_qr_code">微信扫一扫</div></html>`

const SHORT = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>短札</title><p>今夜月色很好。</p></html>`

const PAGES = { 'tea.html': CHINESE, 'sections.html': SECTIONS, 'short.html': SHORT }

const parser = new MarkdownIt({ html: false })

interface Read {
  markdown: string
  html: string
  name: string
  files: Map<string, Buffer>
}

describe('a kept page saved as Markdown', () => {
  let sites: FixtureSites
  let extension: Extension
  const read = new Map<string, Read>()

  beforeAll(async () => {
    const routes = Object.entries(PAGES).map(
      ([name, html]) => [`/${name}`, answer('text/html; charset=utf-8', html)] as const,
    )
    sites = await serveFixtures(Object.fromEntries(routes))
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
    for (const name of [...Object.keys(PAGES), 'en.html']) {
      const kept = await keepPage(extension, `${sites.main.origin}/${name}`)
      const viewer = await openInViewer(extension, kept.snapshot, kept.size)
      const saved = await downloadFrom(extension, viewer, '[data-action="export-markdown"]')
      const zipped = saved.name.endsWith('.zip')
      const files = zipped ? await filesOf(saved.path) : new Map<string, Buffer>()
      const markdown = zipped
        ? String([...files].find(([file]) => file.endsWith('.md'))?.[1])
        : saved.text
      const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '')
      read.set(name, { markdown, html: parser.render(body), name: saved.name, files })
      await viewer.close()
    }
  })
  afterAll(async () => {
    await extension.close()
    await sites.close()
  })

  const of = (name: string): Read => {
    const found = read.get(name)
    if (!found) throw new Error(`${name} was not saved`)
    return found
  }

  it('is the article of a Chinese page, and nothing from around it', () => {
    const { markdown, html } = of('tea.html')
    expect(html).toMatch(/^<h1>山间茶事<\/h1>\n<p>终南山下/)
    expect(html).toContain('<h2>一、采茶</h2>')
    expect(html.split(HAN).length - 1).toBe(4)
    for (const around of ['首页', '热门排行', '沙发', '备案号'])
      expect(markdown).not.toContain(around)
  })

  it('keeps emphasis where Chinese has no blanks around it', () => {
    const { html } = of('tea.html')
    expect(html).toContain(
      '<strong>注意</strong>：清明前采的叫“<strong>明前茶</strong>”，<em>谷雨</em>前采的叫<s>雨前</s>茶。',
    )
    expect(html).toContain('茗(míng)是晚采的茶')
  })

  it('keeps tables, lists, links, quotes and code', () => {
    const { html } = of('tea.html')
    expect(html.replace(/\n/g, '')).toContain('<tr><td>龙井</td><td>杭州</td></tr>')
    expect(html).toContain(`<a href="${sites.main.origin}/water">山水上</a>`)
    expect(html).toContain('<blockquote>\n<p>茶者，南方之嘉木也。</p>')
    expect(html).toContain('<code class="language-js">const 茶 = \'龙井\'\nconsole.log(茶)')
  })

  it.each(['tea.html', 'sections.html'])('brings the images of %s along', (name) => {
    const { html, files, name: file } = of(name)
    expect(file).toMatch(/\.md\.zip$/)
    const shown = [...html.matchAll(/<img src="([^"]+)"/g)].map(([, src = '']) => src)
    expect(shown.length).toBe(name === 'tea.html' ? 2 : 1)
    for (const src of shown) expect(files.get(src)?.length).toBeGreaterThan(50)
    expect(files.size).toBe(shown.length + 1)
  })

  it('says where it is from', () => {
    const [, head = ''] = /^---\n([\s\S]*?)\n---\n/.exec(of('tea.html').markdown) ?? []
    const fields = new Map(
      head
        .split('\n')
        .map((line) => [line.split(': ')[0], JSON.parse(line.slice(line.indexOf(': ') + 2))]),
    )
    expect(fields.get('source')).toBe(`${sites.main.origin}/tea.html`)
    expect([fields.get('title'), fields.get('author')]).toEqual(['山间茶事', '陆羽'])
    expect(fields.get('kept')).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('is a plain file where there are no images, and all of a page without an article', () => {
    const { html, name } = of('short.html')
    expect(name).toMatch(/^短札 .*\)\.md$/)
    expect(html).toContain('今夜月色很好。')
  })

  it('has the text of shadow roots', () => {
    expect(of('en.html').html).toContain('inside a shadow root')
  })
})
