import { allSettings } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { Toasts } from '../ui/toasts.tsx'
import type { SitePermission } from '../ui/use-all-sites.ts'
import { useLive } from '../ui/use-live.ts'
import { Look } from './look.tsx'
import { Shortcuts, type ShortcutsProps } from './shortcuts.tsx'
import { Sites } from './sites.tsx'
import { TagOverview } from './tag-overview.tsx'
import './options.css'

export type OptionsProps = ShortcutsProps & {
  permission: SitePermission
  version: string
}

/** Settings and the tags. */
export function Options({ permission, version, shortcuts, openShortcutSettings }: OptionsProps) {
  const settings = useLive(allSettings, [])
  return (
    <main class="options">
      <header class="options-head">
        <img src="/icon/48.png" width={40} height={40} alt="" />
        <h1 class="options-title">{t('options.title')}</h1>
        <a href="library.html">{t('options.library')}</a>
      </header>
      {settings && <Look settings={settings} />}
      <Sites permission={permission} />
      <Shortcuts shortcuts={shortcuts} openShortcutSettings={openShortcutSettings} />
      <TagOverview />
      <footer class="options-about">
        <p>{t('options.about')}</p>
        <p>{t('options.version', version)}</p>
      </footer>
      <Toasts />
    </main>
  )
}
