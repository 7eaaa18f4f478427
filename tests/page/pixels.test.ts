import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PageHarness, startHarness } from '../support/page-harness.ts'
import { openReplay } from '../support/replay-capture.ts'

let h: PageHarness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())

const DRAW = `const g = c.getContext('2d'); g.fillStyle = 'teal'; g.fillRect(5, 5, 60, 30);
  g.fillStyle = 'rgba(200,10,10,.4)'; g.fillRect(30, 10, 90, 90)`
const FRAME_LOOP = `const gl = c.getContext('webgl'); const paint = () => { gl.clearColor(0, .5, 1, 1);
  gl.clear(gl.COLOR_BUFFER_BIT); requestAnimationFrame(paint) }; paint()`

// Scaled without smoothing: canvases and images are smoothed by different parts of the browser.
const PAGES: Record<string, string> = {
  'a canvas of its own size': `<canvas id=c width=200 height=120></canvas>text<script>${DRAW}</script>`,
  'a canvas stretched by CSS': `<style>canvas{image-rendering:pixelated;width:50%;height:80px;border:3px solid;padding:4px;object-fit:contain;background:pink}</style>
    <canvas id=c width=200 height=120></canvas>text<script>${DRAW}</script>`,
  'a canvas with one side set': `<canvas id=c width=200 height=120 style="width:77px;content:none;image-rendering:pixelated"></canvas>text<script>${DRAW}</script>`,
  'a WebGL canvas that is drawn all the time': `<canvas id=c width=90 height=60></canvas>text<script>${FRAME_LOOP}</script>`,
}

describe('the reopened page shows the same pixels', () => {
  test.each(Object.entries(PAGES))('%s', async (_, body) => {
    h.routes.set('/', `<!doctype html><title>t</title>${body}`)
    const page = await h.open('/')
    const live = Buffer.from(await page.screenshot())
    const capture = await h.capture(page)
    const replay = await openReplay(h, capture)
    const again = Buffer.from(await replay.screenshot())
    expect(again.equals(live)).toBe(true)
    await Promise.all([page.close(), replay.close()])
  })
})
