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

async function search(page) {
  await page.type('[data-role=search]', '红烧肉 (7')
  const found = () => document.querySelector('[data-role=row]')?.textContent.includes('红烧肉')
  await page.waitForFunction(found, { timeout: 10_000 })
}

/** 10,000 links with 1,000 tags. */
export async function manyPictures(camera) {
  await camera.settings({ libraryView: 'list' })
  await camera.seed(10_000, { tags: 1000 })
  await camera.take('many/10000-links', 'library.html#/all', ROW)
  await camera.take('many/10000-links-middle', 'library.html#/all', ROW, scrollToMiddle)
  await camera.take('many/10000-links-search', 'library.html#/all', ROW, search)
  await camera.take('many/1000-tags', 'options.html', 'main h1')
  await camera.settings({ libraryView: 'grid' })
  await camera.take('many/10000-links-grid', 'library.html#/all', ROW, scrollToMiddle)
  await camera.settings({ libraryView: 'list' })
}
