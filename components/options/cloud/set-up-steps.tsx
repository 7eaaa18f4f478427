import { ChevronRight } from 'lucide'
import { t } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { CopyLine } from './copy-line.tsx'

/** What makes the tables of a project, run in the folder of the source. */
const COMMANDS = ['supabase link', 'supabase db push']

/** From nothing to a project that can be synced with. */
export function SetUpSteps({ signInAddress }: { signInAddress: string }) {
  return (
    <details class="cloud-details" data-role="set-up">
      <summary class="cloud-summary">
        <Icon node={ChevronRight} />
        {t('cloud.howTo')}
      </summary>
      <ol class="cloud-steps">
        <li>{t('cloud.stepProject')}</li>
        <li>
          {t('cloud.stepMigrations')}
          <pre class="cloud-commands">{COMMANDS.join('\n')}</pre>
        </li>
        <li>{t('cloud.stepProvider')}</li>
        <li>
          {t('cloud.stepRedirect')}
          <CopyLine text={signInAddress} name={t('cloud.redirect')} />
        </li>
        <li>{t('cloud.stepPaste')}</li>
      </ol>
    </details>
  )
}
