import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import type { Settings } from '../../../utils/model/setting.ts'
import { showFailure } from '../../ui/run-act.ts'
import { Choice } from '../choice.tsx'
import { Section } from '../section.tsx'

/** Which pages kept elsewhere are fetched before somebody opens them. */
export function FetchPages({ settings }: { settings: Settings }) {
  return (
    <Section title={t('cloud.pagesHere')} hint={t('cloud.fetchHint')}>
      <Choice
        label={t('cloud.fetch')}
        setting="fetchPages"
        value={settings.fetchPages}
        choose={choose}
        options={[
          { value: 'opened', name: t('cloud.fetchOpened') },
          { value: 'recent', name: t('cloud.fetchRecent') },
          { value: 'all', name: t('cloud.fetchAll') },
        ]}
      />
    </Section>
  )
}

async function choose(value: Settings['fetchPages']): Promise<boolean> {
  try {
    await send('set-setting', { key: 'fetchPages', value })
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
