const SECTIONS = ['general', 'rules', 'shortcuts', 'permissions', 'storage', 'cloud', 'about']

/** The settings: the tags with none and with thirty of them, then the other sections. */
export async function optionsPictures(camera) {
  await camera.seed(1, { tags: 0 })
  await camera.take('options/0-tags', 'options.html', 'main h1')
  await camera.seed(50)
  await camera.take('options/30-tags', 'options.html', 'main h1')
  for (const section of SECTIONS)
    await camera.take(`options/${section}`, `options.html#${section}`, 'main h1')
}

export async function welcomePictures(camera) {
  await camera.take('welcome/welcome', 'welcome.html', '[data-action=allow-sites]')
}
