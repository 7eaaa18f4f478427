import { t, unverifiedText } from '../../utils/i18n/t.ts'
import type { Difference, Snapshot, Verification } from '../../utils/model/snapshot.ts'
import { percent } from '../ui/format.ts'
import { MissingGroups } from '../ui/missing-list.tsx'
import { DifferenceGroups } from './difference-groups.tsx'
import { useOutside } from './use-outside.ts'
import './score-panel.css'

interface Props {
  snapshot: Snapshot
  /** Shows in the page what differs; undefined while there is no page to be seen. */
  mark: ((difference: Difference) => void) | undefined
}

/** How much of the version is as it was on the page; opens to what differs and what is missing. */
export function ScorePanel({ snapshot, mark }: Props) {
  const place = useOutside()
  const { score, verification, frames } = snapshot
  // Until it was compared, which takes a moment; without a record it never is.
  if (!verification && frames[0]?.boxes) return null
  const shown = score === null ? t('score.notCompared') : percent(score)
  return (
    <div class="viewer-missing viewer-score" data-role="score" data-score={score ?? ''} ref={place}>
      <details>
        <summary
          class="viewer-score-badge ui-missing-summary"
          data-whole={score === 1 || score === null}
          title={score === null ? shown : t('score.title', shown)}
          aria-label={score === null ? undefined : t('score.title', shown)}
        >
          {shown}
        </summary>
        <section
          class="ui-missing-groups"
          aria-label={t('score.label')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
          tabIndex={0}
        >
          <Findings snapshot={snapshot} mark={mark} />
        </section>
      </details>
    </div>
  )
}

function Findings({ snapshot: { verification, missing }, mark }: Props) {
  if (!verification || 'reason' in verification)
    return <p>{unverifiedText(verification?.reason ?? 'pending')}</p>
  if (isWhole(verification)) return <p>{t(verification.loose ? 'score.loose' : 'score.whole')}</p>
  const { boxes, resources } = verification
  return (
    <>
      <p>
        {t('score.boxes', boxes.kept, boxes.total)}{' '}
        {t('score.parts', resources.kept, resources.total)}
      </p>
      {verification.loose && <p>{t('score.loose')}</p>}
      <MissingGroups missing={missing} />
      <DifferenceGroups verification={verification} mark={mark} />
    </>
  )
}

const isWhole = ({ boxes, resources, differing }: Verification): boolean =>
  differing === 0 && boxes.kept === boxes.total && resources.kept === resources.total
