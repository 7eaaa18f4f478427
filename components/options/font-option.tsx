import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Settings } from '../../utils/model/setting.ts'
import { showFailure } from '../ui/run-act.ts'
import { type SitePermission, useAllSites } from '../ui/use-all-sites.ts'
import { Choice } from './choice.tsx'
import { Section } from './section.tsx'

interface Props {
  settings: Settings
  permission: SitePermission
}

/**
 * Whether fonts that scripts make are caught. It shows what is so, not what was wished: without access to
 * all sites nothing is caught, and choosing it asks for that.
 */
export function FontOption({ settings, permission }: Props) {
  const { allowed, ask } = useAllSites(permission)
  const chosen = settings.catchFonts
  const paused = chosen && allowed === false
  return (
    <Section
      title={t('options.fonts')}
      hint={t(paused ? 'options.fontsPaused' : 'options.fontsHint')}
    >
      <Choice
        label={t('options.catchFonts')}
        setting="catch-fonts"
        value={chosen && allowed ? 'yes' : 'no'}
        choose={(value) => (value === 'yes' ? turnOn(ask) : set(false))}
        options={[
          { value: 'no', name: t('options.off') },
          { value: 'yes', name: t('options.on') },
        ]}
      />
    </Section>
  )
}

/** The prompt has to be opened by the click itself, before anything else. */
const turnOn = async (ask: () => Promise<boolean>): Promise<boolean> =>
  (await ask()) && (await set(true))

async function set(value: boolean): Promise<boolean> {
  try {
    await send('set-setting', { key: 'catchFonts', value })
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
