import { Globe } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Missing } from '../../utils/model/snapshot.ts'
import { Button } from '../ui/button.tsx'
import { curedByPermission, MissingList } from '../ui/missing-list.tsx'
import { type SitePermission, useAllSites } from '../ui/use-all-sites.ts'

interface Props {
  missing: Missing[]
  permission: SitePermission
}

/** What could not be kept, and the permission that would have helped where it is not held. */
export function MissingNote({ missing, permission }: Props) {
  const sites = useAllSites(permission)
  if (missing.length === 0) return null
  const helps = curedByPermission(missing)
  return (
    <div class="popup-missing">
      <MissingList missing={missing} />
      {helps && sites.allowed === false && (
        <div class="popup-missing-cure">
          <p>{t('popup.allowHelps')}</p>
          <Button size="small" icon={Globe} data-action="allow-sites" onClick={sites.allow}>
            {t('ui.allowAllSites')}
          </Button>
        </div>
      )}
    </div>
  )
}
