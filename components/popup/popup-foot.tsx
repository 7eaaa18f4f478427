import { Library, ListChecks, ListFilter, Search, Settings } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { hostOf } from '../ui/format.ts'
import { IconButton } from '../ui/icon-button.tsx'
import type { PopupProps } from './popup-props.ts'
import { SyncButton } from './sync-button.tsx'

/** The way to the other pages. */
export function PopupFoot({ tab, capturable, openLibrary, openOptions }: PopupProps) {
  return (
    <footer class="popup-foot">
      <Button
        look="quiet"
        icon={Library}
        data-action="library"
        onClick={() => openLibrary('#/all')}
      >
        {t('popup.library')}
      </Button>
      {/* In this window: searching takes more code than all of the popup. */}
      <IconButton
        icon={Search}
        label={t('popup.search')}
        data-action="search"
        onClick={() => location.assign('library.html#/find')}
      />
      <SyncButton open={() => openOptions('#cloud')} />
      {capturable.ok && (
        <Button
          look="quiet"
          icon={ListChecks}
          title={t('popup.pickLinksHint')}
          data-action="pick-links"
          onClick={() => openLibrary(`#/add?tab=${tab.id}`)}
        >
          {t('popup.pickLinks')}
        </Button>
      )}
      {capturable.ok && (
        <IconButton
          icon={ListFilter}
          class="popup-rules"
          label={t('popup.rules')}
          data-action="rules"
          onClick={() => openOptions(`#rules?site=${encodeURIComponent(hostOf(tab.url))}`)}
        />
      )}
      <IconButton
        icon={Settings}
        label={t('popup.options')}
        data-action="options"
        onClick={() => openOptions()}
      />
    </footer>
  )
}
