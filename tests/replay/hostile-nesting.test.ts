import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { buildPage } from './build-snapshot.ts'
import { LEAK_ARGS, type LeakServer, startLeakServer } from './leak-server.ts'
import { downloadFrom } from './open-file.ts'
import { inKept, storeAndView } from './viewer-page.ts'

const NEST = '<template data-linkshot-nest="">'
const END = '</template>'
const SVG = 'http://www.w3.org/2000/svg'

/** Bad content as it would run, load or send if it came through anywhere. */
const bad = (url: string): string =>
  `<script>top.pwnedBy='nest'</script><img src="${url}/img" onerror="top.pwnedBy='img'"><a href="javascript:top.pwnedBy='a'">a</a>` +
  `<iframe src="${url}/frame"></iframe><link rel="stylesheet" href="${url}/css"><base href="${url}/"><style>@import "${url}/import"; p { background: url(${url}/bg) }</style>` +
  `<meta http-equiv="refresh" content="0;url=${url}/refresh"><object data="${url}/object"></object><svg><a><set attributeName="href" to="javascript:1"/></a><image href="${url}/image"/></svg>`

/** Every kind of mark with bad content, and the parser's own traps around them. */
function traps(url: string): string {
  const worst = bad(url)
  return [
    NEST + worst + END,
    NEST + NEST + NEST + worst + END + END + END,
    `<svg>${NEST}${worst}${END}</svg><math>${NEST}${worst}${END}</math>`,
    `<svg><foreignObject data-linkshot-nest="">${NEST}${worst}${END}</foreignObject></svg>`,
    `<svg data-linkshot-nest=""><style><img src="${url}/mutant" onerror="top.pwnedBy='mutant'"></style></svg>`,
    `<math data-linkshot-nest=""><mtext><mglyph><style><!--</style><img title="--><img src=1 onerror=top.pwnedBy='glyph'>"></mglyph></mtext></math>`,
    `<select>${NEST}${worst}${END}</select><table>${NEST}${worst}${END}<tr>${NEST}<td>${worst}</td>${END}</tr></table>`,
    `<style>${NEST}${worst}${END}</style><noscript>${NEST}${worst}${END}</noscript><title>${NEST}${worst}${END}</title>`,
    `<textarea>${NEST}${worst}${END}</textarea><xmp>${NEST}${worst}${END}</xmp><noembed>${NEST}${worst}${END}</noembed>`,
    `<style data-linkshot-nest="">@import "${url}/unwrapped"</style><iframe data-linkshot-nest="">${worst}</iframe>`,
    `<div><template shadowrootmode="open">${NEST}${worst}${END}</template></div>${NEST}<div><template shadowrootmode="closed">${worst}</template></div>${END}`,
    `<template data-linkshot-nest="1"></template><template data-linkshot-nest="1"></template><template data-linkshot-part="1">${worst}<template data-linkshot-nest="1"></template></template>`,
    `<template data-linkshot-nest="2"></template><template data-linkshot-part="2"><template data-linkshot-nest="3"></template></template><template data-linkshot-part="3"><template data-linkshot-nest="2"></template>${worst}</template>`,
    ...['script', 'iframe', 'base', 'link', 'x:script', 'SCRIPT', 'object', 'embed', 'style'].map(
      (name) =>
        `<linkshot data-linkshot-tag="${name}" src="${url}/tag" href="${url}/tag" srcset="${url}/tag">top.pwnedBy='tag'</linkshot>` +
        `<linkshot data-linkshot-tag="${name} ${SVG}" href="${url}/tag">top.pwnedBy='svg tag'</linkshot>`,
    ),
    `<linkshot data-linkshot-tag="a" href="javascript:top.pwnedBy='tag'">a</linkshot><linkshot data-linkshot-tag="&lt;img src=x&gt;">b</linkshot>`,
    `<template data-linkshot-nest="end">${worst}</template><template data-linkshot-nest="head">${worst}</template><template data-linkshot-nest="body">${worst}</template>`,
  ].join('\n')
}

/** What is left of bad content in a shown document; runs in the viewer. */
function found(doc: Document): string[] {
  const wrong: string[] = []
  const walk = (root: Document | ShadowRoot | DocumentFragment) => {
    for (const el of root.querySelectorAll('*')) {
      const name = el.localName.toLowerCase()
      if (/^(?:script|base|object|embed)$/.test(name) && el.hasAttributes()) wrong.push(name)
      if (/^(?:script|base)$/.test(name)) wrong.push(name)
      for (const { name: attribute, value } of el.attributes) {
        const loads = attribute !== 'href' || !/^(?:a|area)$/.test(name)
        if (/^on/.test(attribute) || /script:/i.test(value)) wrong.push(`${name} ${attribute}`)
        if (loads && /^http/.test(value) && !/^xmlns/.test(attribute)) {
          if (!attribute.startsWith('data-')) wrong.push(`${name} ${attribute}=${value}`)
        }
      }
      const css = name === 'style' ? (el.textContent ?? '') : ''
      if (/url\(\s*["']?http|@import "http/.test(css)) wrong.push(`style ${css}`)
      if (el.shadowRoot) walk(el.shadowRoot)
      if (el instanceof HTMLTemplateElement) walk(el.content)
    }
  }
  walk(doc)
  return wrong
}

describe('a stored page with forged marks of misplaced content', () => {
  let extension: Extension
  let leaks: LeakServer
  let viewer: Page

  beforeAll(async () => {
    leaks = await startLeakServer()
    extension = await launchExtension({ mode: 'granted', args: LEAK_ARGS })
    await closeWelcome(extension)
    const text = `<!doctype html><title>Forged</title>${traps(leaks.url('nest'))}<p id="end">end</p>`
    viewer = await storeAndView(extension, buildPage({ frames: { '0': text } }))
  })
  afterAll(async () => {
    await extension.close()
    await leaks.close()
  })

  it('is shown, with what its marks say in place', async () => {
    expect(await inKept(viewer, (doc) => doc.getElementById('end')?.textContent)).toBe('end')
    expect(
      await inKept(viewer, (doc) =>
        [...doc.querySelectorAll('[data-linkshot-nest]')].map((each) => each.outerHTML),
      ),
    ).toEqual([])
  })

  it('is as clean after it was put together as before', async () => {
    expect(await inKept(viewer, found)).toEqual([])
    expect(
      await viewer.evaluate(() => (window as unknown as { pwnedBy?: string }).pwnedBy),
    ).toBeUndefined()
  })

  it('asks nobody for anything', () => {
    expect(leaks.requests).toEqual([])
    expect(leaks.connections).toBe(0)
  })

  it('is clean as one file, too', async () => {
    const { text } = await downloadFrom(extension, viewer, '[data-action="export-html"]')
    const wrong = await viewer.evaluate(
      `(${found.toString()})(new DOMParser().parseFromString(${JSON.stringify(text)}, 'text/html'))`,
    )
    expect(wrong).toEqual([])
  })
})
