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

/** What is no shelf: recent changes. */
export async function libraryPagePictures(camera) {
  await camera.seed(50)
  await camera.take('library-pages/activity-empty', 'library.html#/activity', '[data-role=empty]')
  await workForAWhile(camera)
  await camera.take('library-pages/activity', 'library.html#/activity', '[data-role=act]')
}
