import { CircleCheck, Globe } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { type SitePermission, useAllSites } from '../ui/use-all-sites.ts'
import { Section } from './section.tsx'

/** Whether all sites are allowed, and the switch for it. */
export function Sites({ permission }: { permission: SitePermission }) {
  const sites = useAllSites(permission)
  const allowed = sites.allowed === true
  return (
    <Section title={t('options.sites')}>
      <div class="options-line" data-role="sites" data-allowed={allowed}>
        <div class="options-text">
          <p class={allowed ? 'options-state options-state-good' : 'options-state'}>
            <Icon node={allowed ? CircleCheck : Globe} />
            {t(allowed ? 'options.sitesAllowed' : 'options.sitesNotAllowed')}
          </p>
          <p class="options-hint">
            {t(allowed ? 'options.sitesAllowedHint' : 'options.sitesNotAllowedHint')}
          </p>
        </div>
        {allowed ? (
          <Button data-action="drop-sites" onClick={sites.takeBack}>
            {t('options.takeBack')}
          </Button>
        ) : (
          <Button look="primary" data-action="allow-sites" onClick={sites.allow}>
            {t('ui.allowAllSites')}
          </Button>
        )}
      </div>
    </Section>
  )
}
