import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { hostOf } from '../../ui/format.ts'
import { Line } from '../line.tsx'
import { Section } from '../section.tsx'

/** The project that was chosen, while nobody is signed in to it. */
export function ProjectLine({ url, change }: { url: string; change: () => void }) {
  return (
    <Section>
      <Line label={t('cloud.project')} hint={hostOf(url)}>
        <Button data-action="change-project" onClick={change}>
          {t('cloud.change')}
        </Button>
      </Line>
    </Section>
  )
}
