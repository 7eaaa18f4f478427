import { useId, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { type CaptureRule, MOST_MEDIA_MB } from '../../../utils/model/capture-rule.ts'
import { TextField } from '../../ui/text-field.tsx'
import { Choice } from '../choice.tsx'
import { shownNumber } from './rule-text.ts'

interface Props {
  media: CaptureRule['media']
  change: (media: CaptureRule['media']) => void
  usual: number | null | undefined
}

/** Above it a film is more than a page, mostly. */
const FIRST_LIMIT = 10

const VALUES = { usual: undefined, all: null, some: FIRST_LIMIT, none: 0 }
type Kind = keyof typeof VALUES

/** Whether sound and film is kept, and up to which size. */
export function MediaField({ media, change, usual }: Props) {
  return (
    <>
      <Choice
        label={t('rules.media')}
        setting="media"
        {...(usual !== undefined && media === undefined
          ? { hint: t('rules.usualIs', usualText(usual)) }
          : {})}
        value={kindOf(media)}
        choose={(kind) => change(VALUES[kind])}
        options={[
          ...(usual === undefined ? [] : [{ value: 'usual' as const, name: t('rules.usual') }]),
          { value: 'all', name: t('rules.mediaAll') },
          { value: 'some', name: t('rules.mediaSome') },
          { value: 'none', name: t('rules.mediaNone') },
        ]}
      />
      {kindOf(media) === 'some' && <Limit limit={media ?? 0} change={change} />}
    </>
  )
}

function kindOf(media: CaptureRule['media']): Kind {
  if (media === undefined) return 'usual'
  if (media === null) return 'all'
  return media === 0 ? 'none' : 'some'
}

function usualText(media: number | null): string {
  if (media === null) return t('rules.mediaAll')
  return media === 0 ? t('rules.mediaNone') : `≤ ${shownNumber(media)} MB`
}

/** A number is taken when it is done; what is none is left to be corrected, and the last one holds. */
function Limit({ limit, change }: { limit: number; change: Props['change'] }) {
  const [typed, setTyped] = useState(shownNumber(limit))
  const problem = useId()
  const bad = limitIn(typed) === undefined
  const take = () => {
    const number = limitIn(typed)
    if (number === undefined) return
    setTyped(shownNumber(number))
    if (number !== limit) change(number)
  }
  return (
    <div class="options-line rule-limit">
      {bad && (
        <p class="rule-bad" id={problem} role="alert">
          {t('rules.badLimit', MOST_MEDIA_MB)}
        </p>
      )}
      <TextField
        label={t('rules.mediaLimit')}
        inputMode="decimal"
        data-role="media-limit"
        value={typed}
        onText={setTyped}
        invalid={bad}
        onBlur={take}
        onKeyDown={({ key }) => key === 'Enter' && take()}
      />
      <span aria-hidden="true">{t('rules.megabytes')}</span>
    </div>
  )
}

/** The number in a text, with a comma or a point; undefined where it is none that can hold. */
function limitIn(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.') || Number.NaN)
  return number > 0 && number <= MOST_MEDIA_MB ? number : undefined
}
