import { Library, Settings } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { PopupProps } from './popup-props.ts'

/** The way to the other pages. */
export function PopupFoot({ openLibrary, openOptions }: PopupProps) {
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
      <IconButton
        icon={Settings}
        label={t('popup.options')}
        data-action="options"
        onClick={openOptions}
      />
    </footer>
  )
}
