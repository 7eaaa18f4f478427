import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BoxRecord, decodeBoxes } from '../../utils/snapshot/box-record.ts'
import {
  captureHtml,
  file,
  type PageHarness,
  type PlainCapture,
  startHarness,
} from '../support/page-harness.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())

function bytesOf(capture: PlainCapture, key: string): Uint8Array {
  const document = capture.documents.find((each) => each.key === key)
  const { base64 = '' } = (document?.boxes ?? {}) as { base64?: string }
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

function recordOf(capture: PlainCapture, key = '0'): BoxRecord {
  const record = decodeBoxes(bytesOf(capture, key))
  if (!record) throw new Error('no record')
  return record
}

const places = (record: BoxRecord) => record.elements.map(({ name, at }) => [name, at])

describe('the record of boxes', () => {
  it('lists elements as they are written, shadow trees first', async () => {
    const capture = await captureHtml(
      h,
      `<!doctype html><style>body{margin:0}div,p{height:10px;width:50px;margin:0}</style>
      <div id="host"><p>light</p></div><script>
      host.attachShadow({ mode: 'open' }).innerHTML = '<style></style><b></b><slot></slot>'</script>`,
    )
    expect(places(recordOf(capture)).slice(3)).toEqual([
      ['div', [0, 0, 50, 10]],
      ['b', 'hidden'],
      ['slot', 'hidden'],
      ['p', [0, 0, 50, 10]],
    ])
  })

  it('tells what is seen from what is not', async () => {
    const capture = await captureHtml(
      h,
      `<!doctype html><style>body{margin:0}i{display:block;height:10px;width:20px}
      @keyframes s{to{rotate:1turn}}@keyframes f{to{opacity:0}}</style>
      <i style="display:none"></i><i style="visibility:hidden"></i><i style="height:0"></i><i style="display:contents"></i>
      <section style="content-visibility:hidden"><i></i></section><details><i></i></details>
      <i style="animation:s 9s infinite"></i><i style="animation:f 9s infinite"></i>
      <i style="position:absolute;top:5000px;left:1.5px"></i>`,
    )
    const found = recordOf(capture).elements.filter(({ name }) => name === 'i')
    const hidden = Array.from({ length: 6 }, () => 'hidden')
    expect(found.map(({ at }) => at).slice(0, -2)).toEqual([...hidden, 'moving'])
    expect(found.at(-2)?.at).toMatchObject({ 2: 20, 3: 10 })
    expect(found.at(-1)?.at).toEqual([1.5, 5000, 20, 10])
  })

  it('counts from the corner of the document, wherever it is scrolled to', async () => {
    const capture = await captureHtml(
      h,
      '<!doctype html><body style="margin:0;height:9000px"><p style="margin:0;height:10px"></p><script>scrollTo(0, 800)</script>',
    )
    expect(capture.documents[0]?.state.scrollY).toBe(800)
    expect(recordOf(capture).elements.at(-1)?.at).toMatchObject({ 0: 0, 1: 0, 3: 10 })
  })

  it('notes decoded pictures and loaded fonts of each document', async () => {
    h.routes.set(
      '/a.svg',
      file('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'),
    )
    const capture = await captureHtml(
      h,
      `<!doctype html><img src="/a.svg"><img src="/none.png"><iframe srcdoc="<img src='/a.svg'>"></iframe>`,
    )
    const { images, elements } = recordOf(capture)
    expect(images.map(([index, ...size]) => [elements[index]?.name, ...size])).toEqual([
      ['img', 40, 30],
    ])
    expect(recordOf(capture, '0.0').images).toMatchObject([{ 1: 40, 2: 30 }])
  })

  it('is small for 10,000 elements, and none above 50,000', async () => {
    const line = (n: number) =>
      `<li class="a"><a href="#">${'word '.repeat(1 + ((n * 7919) % 23))}</a><em>${n}</em> rest</li>`
    const list = (lines: number) =>
      `<!doctype html><ul>${Array.from({ length: lines }, (_, n) => line(n)).join('')}</ul>`
    const record = bytesOf(await captureHtml(h, list(3400)), '0')
    expect(decodeBoxes(record)?.elements.length).toBeGreaterThan(10_000)
    expect(gzipSync(record).length).toBeLessThan(60_000)
    const huge = await captureHtml(h, list(17_000))
    expect(bytesOf(huge, '0')).toHaveLength(0)
  })
})
