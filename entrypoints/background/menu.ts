import { setting } from '../../utils/db/queries.ts'
import { setLanguage, t } from '../../utils/i18n/t.ts'
import { setMenu } from '../../utils/platform/triggers.ts'

/** Builds the right-click menu in the language in use. */
export async function redrawMenu(): Promise<void> {
  await setLanguage(await setting('language'))
  await setMenu([
    {
      id: 'keep-page',
      title: t('menu.keepPage'),
      contexts: ['page', 'frame', 'selection', 'image'],
    },
    { id: 'keep-link', title: t('menu.keepLink'), contexts: ['link'] },
    { id: 'open-library', title: t('menu.openLibrary'), contexts: ['action'] },
  ])
}
