import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { SettingKey, Settings } from '../../utils/model/setting.ts'
import { showFailure } from '../ui/run-act.ts'
import { Choice } from './choice.tsx'
import { FontOption } from './font-option.tsx'
import type { OptionsProps } from './options-props.ts'
import { Section } from './section.tsx'
import { TypedLinks } from './typed-links.tsx'

type Props = Pick<OptionsProps, 'permission' | 'notifications'> & { settings: Settings }

/** Language, theme, pictures, typed links and fonts; a change shows at once on every open page. */
export function General({ settings, permission, notifications }: Props) {
  return (
    <>
      <Section>
        <Choice
          label={t('options.language')}
          value={settings.language}
          choose={(language) => set('language', language)}
          options={[
            { value: 'system', name: t('options.system') },
            { value: 'zh_CN', name: '简体中文', lang: 'zh-CN' },
            { value: 'en', name: 'English', lang: 'en' },
          ]}
        />
        <Choice
          label={t('options.theme')}
          value={settings.theme}
          choose={(theme) => set('theme', theme)}
          options={[
            { value: 'system', name: t('options.system') },
            { value: 'light', name: t('options.light') },
            { value: 'dark', name: t('options.dark') },
          ]}
        />
      </Section>
      <Section title={t('options.library')} hint={t('options.libraryHint')}>
        <Choice
          label={t('library.view')}
          value={settings.libraryView}
          choose={(view) => set('libraryView', view)}
          options={[
            { value: 'grid', name: t('library.viewGrid') },
            { value: 'list', name: t('library.viewList') },
            { value: 'compact', name: t('library.viewCompact') },
          ]}
        />
      </Section>
      <Section title={t('options.pictures')} hint={t('options.pictureHint')}>
        <Choice
          label={t('options.pictureOf')}
          value={settings.pictureOf}
          choose={(part) => set('pictureOf', part)}
          options={[
            { value: 'visible', name: t('options.pictureVisible') },
            { value: 'page', name: t('options.picturePage') },
          ]}
        />
        <Choice
          label={t('options.pictureFormat')}
          value={settings.screenshotFormat}
          choose={(format) => set('screenshotFormat', format)}
          options={[
            { value: 'jpeg', name: t('options.pictureSmall') },
            { value: 'png', name: t('options.pictureExact') },
          ]}
        />
      </Section>
      <TypedLinks settings={settings} notifications={notifications} />
      <FontOption settings={settings} permission={permission} />
    </>
  )
}

function set<K extends SettingKey>(key: K, value: Settings[K]): void {
  void send('set-setting', { key, value }).catch(showFailure)
}
