const ROW = '[data-role=row]'
const EMPTY = '[data-role=empty]'
const VIEWS = ['list', 'grid', 'compact']

const press = (key) => (page) => page.keyboard.press(key)

async function openFirst(page) {
  await page.click(`${ROW} .row-link`)
  await page.waitForSelector('.detail-picture img')
}

async function addNonsense(page) {
  await page.click('[data-action=add-links]')
  await page.type('[data-role=add-field]', 'not an address')
  await page.keyboard.press('Enter')
}

/** The library with no link, with one, and with as many as somebody has after a month. */
export async function libraryPictures(camera) {
  await camera.seed(0, { tags: 0 })
  await camera.take('library/0-links', 'library.html', EMPTY)
  await camera.seed(1, { tags: 0 })
  await camera.take('library/1-link', 'library.html#/all', ROW)
  await camera.seed(50)
  for (const view of VIEWS) {
    await camera.settings({ libraryView: view })
    await camera.take(`library/50-links-${view}`, 'library.html#/all', ROW)
  }
  await camera.settings({ libraryView: 'list' })
  await camera.take('library/detail', 'library.html#/all', ROW, openFirst)
  await camera.take('library/keys', 'library.html#/all', ROW, press('?'))
  await camera.take('library/nothing-found', 'library.html#/all?q=nothing+has+this', EMPTY)
  await camera.take('library/sites', 'library.html#/all?group=site', '[data-role=group]')
  await camera.take('library/search', 'library.html#/all', ROW, search('红烧肉'))
  await camera.take('library/tag', 'library.html#/all?tags=14', ROW)
  await camera.take('library/trash', 'library.html#/trash', ROW)
  await camera.take('library/archive', 'library.html#/archived', ROW)
  await camera.take('library/bad-address', 'library.html#/all', ROW, addNonsense)
}

const scrollToMiddle = (page) =>
  page.evaluate(() => {
    const list = document.querySelector('[data-role=list]')
    list.scrollTop = list.scrollHeight / 2
  })

const search = (words) => async (page) => {
  await page.type('[data-role=search]', words)
  const found = () => document.querySelector('[data-role=row]')?.textContent.includes('红烧肉')
  await page.waitForFunction(found, { timeout: 10_000 })
}

/** Many links with 1,000 tags. */
async function crowdedPictures(camera, count) {
  await camera.settings({ libraryView: 'list' })
  await camera.seed(count, { tags: 1000 })
  const take = (name, path, ready, act) =>
    camera.take(`many/${count}-links${name}`, path, ready, act)
  await take('', 'library.html#/all', ROW)
  await take('-middle', 'library.html#/all', ROW, scrollToMiddle)
  await take('-search', 'library.html#/all', ROW, search('红烧肉 (7'))
  await take('-sites', 'library.html#/all?group=site', '[data-role=group]', scrollToMiddle)
  await take('-tag', 'library.html#/all?tags=14&not=3', ROW)
  await take('-tags', 'options.html', 'main h1')
  await camera.settings({ libraryView: 'grid' })
  await take('-grid', 'library.html#/all', ROW, scrollToMiddle)
  await camera.settings({ libraryView: 'list' })
}

/** As many as somebody has after years. */
export const manyPictures = (camera) => crowdedPictures(camera, 10_000)

/** As many as it is made for. */
export const mostPictures = (camera) => crowdedPictures(camera, 100_000)
