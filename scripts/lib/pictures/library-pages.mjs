const ROW = '[data-role=row]'

/** A day's work at the keyboard, so that there is something to undo. */
async function workForAWhile(camera) {
  await camera.show('library.html#/all', 1600)
  await camera.page.waitForSelector(ROW)
  for (const keys of ['js', 'ja', 'jr', 'jxjxjxs', 'jx', '#', 'js', 's']) {
    for (const key of keys) await camera.page.keyboard.press(key)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** Runs in the page: makes every fifth link one with a title and a similar address of another. */
function makeDuplicates(page) {
  return page.evaluate(async () => {
    const done = (request, event) =>
      new Promise((resolve) => {
        request[event] = () => resolve(request.result)
      })
    const database = await done(indexedDB.open('linkshot'), 'onsuccess')
    const transaction = database.transaction('links', 'readwrite')
    const store = transaction.objectStore('links')
    const rows = await done(store.getAll(), 'onsuccess')
    for (const [n, row] of rows.entries()) {
      const other = rows[n - 1 - (n % 5)]
      if (!other || n < 5 || n > 24) continue
      const { title, url } = other
      const host = new URL(url).host
      const like = n % 2 === 0 ? [`//${host}/${n % 5}`] : []
      const path = n % 2 === 0 ? '?utm_source=newsletter' : '#comments'
      const change = { title, url: url + path, similarKeys: like, note: n % 3 === 0 ? 'x' : '' }
      store.put({ ...row, ...change, urlKey: `${url}${path}${n}` })
    }
    await done(transaction, 'oncomplete')
    database.close()
  })
}

/** Three links picked, and asked as what they are exported. */
async function askExport(page) {
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x', 'd']) await page.keyboard.press(key)
  await page.waitForSelector('[data-role=export]')
}

/** What is no shelf: duplicates and recent changes. */
export async function libraryPagePictures(camera) {
  await camera.seed(50)
  await camera.take('library-pages/export', 'library.html#/all', ROW, askExport)
  await camera.take('library-pages/activity-empty', 'library.html#/activity', '[data-role=empty]')
  await camera.take(
    'library-pages/duplicates-none',
    'library.html#/duplicates',
    '[data-role=empty]',
  )
  await workForAWhile(camera)
  await makeDuplicates(camera.page)
  await camera.take('library-pages/duplicates', 'library.html#/duplicates', '[data-done=true]')
  await camera.take('library-pages/activity', 'library.html#/activity', '[data-role=act]')
}
