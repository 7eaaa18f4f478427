import { useEffect, useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { SettingKey, Settings } from '../../utils/model/setting.ts'
import { showFailure } from '../ui/run-act.ts'
import { Choice } from './choice.tsx'
import { Section } from './section.tsx'

/** The optional permission to show notifications, as an entrypoint hands it over. */
export interface NotificationPermission {
  has: () => Promise<boolean>
  /** Must run in the click itself. */
  request: () => Promise<boolean>
  drop: () => Promise<boolean>
}

interface Props {
  settings: Settings
  notifications: NotificationPermission
}

const AT_ONCE = [1, 2, 3, 4, 6]
const PAUSES = [0, 1, 3, 10]

/** The nearest of the values a screen offers: others come from older versions or the command line. */
const nearest = (value: number, offered: number[]): string =>
  String(offered.reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a)))

/** How typed links are opened, and whether their end is told. */
export function TypedLinks({ settings, notifications }: Props) {
  const { allowed, turnOn, turnOff } = useNotifications(notifications)
  return (
    <Section title={t('options.typedLinks')} hint={t('options.typedLinksHint')}>
      <Choice
        label={t('options.linksAtOnce')}
        setting="links-at-once"
        value={nearest(settings.linksAtOnce, AT_ONCE)}
        choose={(value) => set('linksAtOnce', Number(value))}
        options={AT_ONCE.map((value) => ({ value: String(value), name: String(value) }))}
      />
      <Choice
        label={t('options.hostPause')}
        setting="host-pause"
        value={nearest(settings.hostPause, PAUSES)}
        choose={(value) => set('hostPause', Number(value))}
        options={PAUSES.map((value) => ({
          value: String(value),
          name: value === 0 ? t('options.none') : t('options.seconds', value),
        }))}
      />
      <Choice
        label={t('options.notifyAtEnd')}
        hint={t('options.notifyHint')}
        setting="notify-at-end"
        value={settings.notifyAtEnd && allowed ? 'yes' : 'no'}
        choose={(value) => (value === 'yes' ? turnOn() : turnOff())}
        options={[
          { value: 'no', name: t('options.off') },
          { value: 'yes', name: t('options.on') },
        ]}
      />
    </Section>
  )
}

/** Whether it is allowed: browsers take permissions back without a word to the settings. */
function useNotifications({ has, request, drop }: NotificationPermission) {
  const [allowed, setAllowed] = useState(true)
  useEffect(() => void has().then(setAllowed), [has])
  /** The prompt has to be opened by the click itself, before anything else. */
  const turnOn = async (): Promise<boolean> => {
    const given = await request().catch(() => false)
    setAllowed(given)
    return given && (await set('notifyAtEnd', true))
  }
  /** Nothing else of ours shows any. */
  const turnOff = async (): Promise<boolean> => {
    await drop().catch(showFailure)
    return set('notifyAtEnd', false)
  }
  return { allowed, turnOn, turnOff }
}

async function set<K extends SettingKey>(key: K, value: Settings[K]): Promise<boolean> {
  try {
    await send('set-setting', { key, value })
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}
