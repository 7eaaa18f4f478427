import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import type { Settings } from '../../../utils/model/setting.ts'
import { showFailure } from '../../ui/run-act.ts'
import { Choice } from '../choice.tsx'
import { Section } from '../section.tsx'

/** Which pages kept elsewhere are fetched before somebody opens them, and over which networks. */
export function FetchPages({ settings }: { settings: Settings }) {
  return (
    <Section title={t('cloud.pagesHere')} hint={t('cloud.fetchHint')}>
      <Choice
        label={t('cloud.fetch')}
        setting="fetchPages"
        value={settings.fetchPages}
        choose={(value) => choose('fetchPages', value)}
        options={[
          { value: 'opened', name: t('cloud.fetchOpened') },
          { value: 'recent', name: t('cloud.fetchRecent') },
          { value: 'all', name: t('cloud.fetchAll') },
        ]}
      />
      <Choice
        label={t('cloud.metered')}
        hint={t('cloud.meteredHint')}
        setting="meteredToo"
        value={settings.meteredToo ? 'yes' : 'no'}
        choose={(value) => choose('meteredToo', value === 'yes')}
        options={[
          { value: 'no', name: t('options.off') },
          { value: 'yes', name: t('options.on') },
        ]}
      />
    </Section>
  )
}

async function choose<K extends 'fetchPages' | 'meteredToo'>(
  key: K,
  value: Settings[K],
): Promise<boolean> {
  try {
    await send('set-setting', { key, value })
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
