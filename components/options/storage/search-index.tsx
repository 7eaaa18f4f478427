import { indexFigures } from '../../../utils/db/text-index/index-figures.ts'
import { languageTag, t, tn } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { showFailure } from '../../ui/run-act.ts'
import { useLive } from '../../ui/use-live.ts'
import { Line } from '../line.tsx'
import { Section } from '../section.tsx'

/** What is searched: how much is in it, how far it is, and a way to make it anew. */
export function SearchIndex() {
  const figures = useLive(indexFigures, [])
  if (!figures) return null
  const { documents, bytes, building } = figures
  return (
    <Section title={t('storage.indexTitle')} hint={t('storage.indexHint')}>
      <Line label={tn('storage.indexed', documents, byteSize(bytes))}>
        <Button
          data-action="rebuild-index"
          disabled={building !== undefined}
          onClick={() => void send('rebuild-index', {}).catch(showFailure)}
        >
          {t('storage.rebuild')}
        </Button>
      </Line>
      {building && (
        <div class="options-line" data-role="index-progress">
          <Progress
            label={tn('storage.indexing', building.of, building.done.toLocaleString(languageTag()))}
            value={building.done / building.of}
          />
        </div>
      )}
    </Section>
  )
}
