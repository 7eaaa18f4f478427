const ROW = '[data-role=row]'
const WIDTHS = [360, 400]
const HEIGHT = 800

const click = (selector) => (page) => page.click(selector)

async function selectTwo(page) {
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
}

/** What is drawn beside a page: a name, an address, and what is done there. */
const STATES = [
  ['links', '#/all', ROW],
  ['search', '#/all?q=红烧肉', ROW],
  ['query', '#/all?q=红烧肉 OR sqlite is:unread -coffee&group=site', '[data-role=group]'],
  [
    'phrase',
    '#/all?q="a phrase that is a good deal longer than the panel is wide"',
    '[data-role=empty]',
  ],
  ['tags', '#/all?tags=1&not=3', '.library-shelf-head'],
  ['nothing', '#/all?q=nothing+has+this', '[data-role=empty]'],
  ['shelves', '#/all', ROW, click('[data-action=drawer]')],
  ['selected', '#/all', ROW, selectTwo],
  ['detail', '#/all', ROW, click(`${ROW} .row-link`)],
  ['add', '#/all', ROW, click('[data-action=add-links]')],
  ['duplicates', '#/duplicates', '[data-done=true]'],
]

/** The library as it stands in a side panel or sidebar. */
export async function sidePictures(camera) {
  await camera.seed(50)
  const search = { id: 'sides', name: '红烧肉', query: '红烧肉 is:unread', order: 0 }
  await camera.settings({ savedSearches: [search] })
  for (const width of WIDTHS) {
    for (const [name, hash, ready, act] of STATES) {
      await camera.show(`library.html?side${hash}`, width, HEIGHT)
      await camera.page.waitForSelector(ready, { timeout: 8000 })
      await act?.(camera.page)
      await camera.shoot(`side/${name}-${width}`)
    }
  }
  await camera.settings({ savedSearches: [] })
}
