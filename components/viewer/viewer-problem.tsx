import { ExternalLink, type IconNode, Image, LibraryBig } from 'lucide'
import { errorText, t } from '../../utils/i18n/t.ts'
import type { ErrorReason } from '../../utils/model/error.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'

interface Props {
  reason: ErrorReason
  icon: IconNode
  /** The page's own address, where it is known. */
  url?: string
  openTab?: (url: string) => void
  showPicture?: () => void
}

/** Says why there is no page to see, and what there is instead. */
export function ViewerProblem({ reason, icon, url, openTab, showPicture }: Props) {
  return (
    <div class="viewer-stage viewer-problem" role="alert" data-role="error" data-reason={reason}>
      <EmptyState icon={icon} title={errorText(reason)}>
        <div class="viewer-problem-ways">
          {showPicture && (
            <Button icon={Image} onClick={showPicture}>
              {t('viewer.showPicture')}
            </Button>
          )}
          {url && openTab && (
            <Button icon={ExternalLink} onClick={() => openTab(url)}>
              {t('viewer.openOriginal')}
            </Button>
          )}
          <a class="ui-button ui-button-plain ui-button-medium" href="library.html">
            <Icon node={LibraryBig} />
            {t('viewer.toLibrary')}
          </a>
        </div>
      </EmptyState>
    </div>
  )
}
