import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import { hostOf } from '../ui/format.ts'
import { SiteIcon } from '../ui/site-icon.tsx'

interface Props {
  tab: { url: string; title: string }
  link: Link | undefined
}

/** What page this is about. */
export function PageHead({ tab, link }: Props) {
  return (
    <header class="popup-head">
      <SiteIcon url={tab.url} icon={link?.icon ?? ''} size="large" />
      <div class="popup-head-text">
        <h1 class="popup-title" dir="auto">
          {tab.title || tab.url || t('popup.browserPage')}
        </h1>
        {tab.url !== '' && (
          <p class="popup-host" dir="ltr">
            {hostOf(tab.url)}
          </p>
        )}
      </div>
    </header>
  )
}
