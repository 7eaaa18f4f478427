import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route, type Site, serve } from '../support/site.ts'

/** A quarter of the window in each colour, each by other means; a line of text as high as `rem` makes it. */
const QUARTERS = `<!doctype html><meta charset="utf-8"><title>quarters</title>
<link rel="stylesheet" href="/quarters.css">
<div @click="x" o:p="y"><o:p></o:p></div>
<div class="red"></div>
<my-green><p>light</p></my-green>
<iframe srcdoc="<body style='background:yellow'>"></iframe>
<img src="/blue.svg">
<script>
customElements.define('my-green', class extends HTMLElement {
  constructor() { super(); this.attachShadow({ mode: 'closed' }).innerHTML =
    '<style>:host{display:block;background:lime}p{display:none}</style><slot></slot>' }
})
</script>`
const CSS = `:root{--red:red;font-size:20vw}body{margin:0}
.red{background:var(--red);width:2.5rem}
.red,my-green,iframe,img{position:absolute;border:0;height:50vh}
my-green,iframe,img{width:50vw}my-green,img{left:50vw}iframe,img{top:50vh}`
const BLUE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" preserveAspectRatio="none" viewBox="0 0 1 1"><rect width="1" height="1" fill="blue"/></svg>'
const HUGE = `<!doctype html><title>huge</title><style>body{margin:0}b{display:block;height:20px;background:red}</style>${'<b><i>x</i></b>'.repeat(15_000)}`

let requests = 0
const counted =
  (route: Route): Route =>
  (request, response) => {
    requests++
    return route(request, response)
  }

let site: Site
let extension: Extension

beforeAll(async () => {
  const svg = BLUE
  site = await serve('/nowhere', {
    '/quarters': counted(answer('text/html', QUARTERS)),
    '/quarters.css': counted(answer('text/css', CSS)),
    '/blue.svg': counted(answer('image/svg+xml', svg)),
    '/huge': counted(answer('text/html', HUGE)),
  })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
})
afterAll(async () => {
  await extension?.close()
  await site?.close()
})
afterEach(async () => {
  const linkIds = (await extension.rows('links')).map(({ id }) => id)
  await extension.send('delete-links', { linkIds })
})

/** Keeps a page in a tab that nobody sees. */
async function keepQuietly(path: string): Promise<void> {
  const reply = await extension.send('add-links', {
    urls: [site.origin + path],
    tags: [],
    capture: true,
  })
  expect(reply).toMatchObject({ ok: true })
}

const drawn = () =>
  until(
    'the drawn picture',
    async () => (await extension.rows('links')).find(({ thumb }) => thumb)?.['thumb'] as string,
    60_000,
  )

/** Colours of the middle of each quarter of a small picture. */
async function quartersOf(thumb: string): Promise<number[][]> {
  const helper = await extension.helper()
  return helper.evaluate(async (name) => {
    const opened = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
    const db = await opened(indexedDB.open('linkshot'))
    const row = await opened(db.transaction('thumbs').objectStore('thumbs').get(name))
    db.close()
    const bitmap = await createImageBitmap(row.picture)
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const places: [number, number][] = [
      [120, 75],
      [360, 75],
      [120, 225],
      [360, 225],
    ]
    return places.map(([x, y]) => [...(context?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3))
  }, thumb)
}

const near = (colour: number[]) => colour.map((each) => Math.round(each / 64) * 64)

describe('a page kept in a tab that is not in front', () => {
  it('has a picture drawn of it: sheets, shadow trees, frames and images', async () => {
    await keepQuietly('/quarters')
    const thumb = await drawn()
    const before = requests
    const [first, second, third, fourth] = (await quartersOf(thumb)).map(near)
    expect({ first, second, third, fourth }).toEqual({
      first: [256, 0, 0],
      second: [0, 256, 0],
      third: [256, 256, 0],
      fourth: [0, 0, 256],
    })
    expect(requests).toBe(before)
    const library = await extension.open('library.html')
    await library.waitForSelector('.row-thumb img')
    await library.close()
  })

  it('has it from another worker where the first was killed', async () => {
    await keepQuietly('/quarters')
    await until('the job', async () =>
      (await extension.rows('jobs')).find((job) => job['kind'] === 'verify'),
    )
    await extension.killWorker()
    await extension.send('permissions-changed', {})
    await drawn()
    const jobs = async () => (await extension.rows('jobs')).filter(({ kind }) => kind !== 'batch')
    await until('no more jobs', async () => (await jobs()).length === 0)
  })

  it('shows the beginning of a huge page', async () => {
    await keepQuietly('/huge')
    const [first] = (await quartersOf(await drawn())).map(near)
    expect(first).toEqual([256, 0, 0])
  })
})
