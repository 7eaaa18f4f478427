import { setting } from '../../../utils/db/queries.ts'
import { indexFigures } from '../../../utils/db/text-index/index-figures.ts'
import { languageTag, t, tn } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { showFailure } from '../../ui/run-act.ts'
import { useLive } from '../../ui/use-live.ts'
import { Choice } from '../choice.tsx'
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
      <OldVersionsToo />
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

/** Whether the index has the words of older versions: who indexes compares it with what there is. */
function OldVersionsToo() {
  const value = useLive(() => setting('searchOldVersions'), [])
  if (value === undefined) return null
  const choose = (wish: string) =>
    void send('set-setting', { key: 'searchOldVersions', value: wish === 'yes' }).catch(showFailure)
  return (
    <Choice
      label={t('storage.oldVersionsToo')}
      hint={t('storage.oldVersionsHint')}
      setting="search-old-versions"
      value={value ? 'yes' : 'no'}
      choose={choose}
      options={[
        { value: 'no', name: t('options.off') },
        { value: 'yes', name: t('options.on') },
      ]}
    />
  )
}
