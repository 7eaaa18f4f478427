import { type ComponentChild, Fragment, render } from 'preact'
import { onLibraryChanged } from '../../utils/db/library-channel.ts'
import { allSettings } from '../../utils/db/queries.ts'
import { watch } from '../../utils/db/watch.ts'
import { expectLanguage, languageTag, type MessageKey, setLanguage, t } from '../../utils/i18n/t.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../utils/model/setting.ts'
import { ErrorNote } from './error-note.tsx'
import './tokens.css'
import './base.css'

/**
 * Shows a page in the user's language and theme, and again when a setting changes on any page.
 * @param title key of the document's title
 */
export async function mount(
  title: MessageKey,
  view: (settings: Settings) => ComponentChild,
): Promise<void> {
  let language: Settings['language'] | undefined
  const last = localStorage.getItem('language')
  expectLanguage(last === 'en' || last === 'zh_CN' ? last : 'system')
  const show = async (settings: Settings, content: typeof view) => {
    await applySettings(settings)
    // Only then: a screen that names itself keeps its name when, say, the theme changes.
    if (settings.language !== language) document.title = t(title)
    language = settings.language
    render(<Fragment key={settings.language}>{content(settings)}</Fragment>, document.body)
  }
  try {
    await show(await allSettings(), view)
  } catch (error) {
    // Without its database no screen of ours works; say so rather than stay blank.
    console.error(error)
    await show(DEFAULT_SETTINGS, () => <ErrorNote reason="unknown" />)
    return
  }
  onLibraryChanged(() => location.reload())
  watch(allSettings, (settings) => void show(settings, view))
}

async function applySettings(settings: Settings): Promise<void> {
  await setLanguage(settings.language)
  const root = document.documentElement
  root.lang = languageTag()
  // For public/theme.js, before the next page of ours is drawn.
  localStorage.setItem('theme', settings.theme)
  localStorage.setItem('language', settings.language)
  if (settings.theme === 'system') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', settings.theme)
}
