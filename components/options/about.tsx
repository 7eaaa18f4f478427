import { t } from '../../utils/i18n/t.ts'
import { Line } from './line.tsx'
import type { OptionsProps } from './options-props.ts'
import { Section } from './section.tsx'

/** What this is, and where all that was kept lives. */
export function About({ version }: Pick<OptionsProps, 'version'>) {
  return (
    <>
      <div class="options-product">
        <img src="/icon/128.png" width={64} height={64} alt="" />
        <div>
          <p class="options-product-name">{t('app.name')}</p>
          <p class="options-hint">{t('options.version', version)}</p>
        </div>
      </div>
      <Section>
        <Line label={t('options.whereLabel')} hint={t('options.where')} />
        <Line label={t('options.networkLabel')} hint={t('options.network')} />
        <Line label={t('options.licenceLabel')} hint={t('options.licence')} />
      </Section>
    </>
  )
}
