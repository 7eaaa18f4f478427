import { t, tn } from '../../utils/i18n/t.ts'
import {
  DIFFERENCE_KINDS,
  type Difference,
  type DifferenceKind,
  type Verification,
} from '../../utils/model/snapshot.ts'

interface Props {
  verification: Verification
  mark: ((difference: Difference) => void) | undefined
}

/** What differs from the page as it was, grouped by what became of it. */
export function DifferenceGroups({ verification: { differences, differing }, mark }: Props) {
  const more = differing - differences.length
  return (
    <>
      {DIFFERENCE_KINDS.map((kind) => (
        <Group
          key={kind}
          kind={kind}
          differences={differences.filter((each) => each.kind === kind)}
          mark={mark}
        />
      ))}
      {more > 0 && <p>{tn('score.more', more)}</p>}
    </>
  )
}

interface GroupProps extends Pick<Props, 'mark'> {
  kind: DifferenceKind
  differences: Difference[]
}

function Group({ kind, differences, mark }: GroupProps) {
  if (differences.length === 0) return null
  return (
    <section data-kind={kind}>
      <h3 class="ui-missing-reason">
        {t(`score.${kind}`)} <span class="ui-missing-count">{differences.length}</span>
      </h3>
      <ul>
        {differences.map((each) => (
          <li key={`${each.frame} ${each.element} ${each.what}`}>
            <Entry difference={each} mark={mark} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Opens where it stands, if it stands anywhere. */
function Entry({ difference, mark }: { difference: Difference } & Pick<Props, 'mark'>) {
  const { kind, what, expected, found, element } = difference
  const sides = [expected, found].map(sideText).filter(Boolean).join(' → ')
  const text = (
    <>
      {kind === 'font' ? what.replaceAll('|', ' ') : what}{' '}
      {sides && <span class="ui-missing-detail">{sides}</span>}
    </>
  )
  if (!mark || element < 0 || found.length === 0)
    return (
      <span class="viewer-difference" dir="ltr">
        {text}
      </span>
    )
  return (
    <button
      type="button"
      class="viewer-difference"
      data-action="mark"
      title={t('score.mark')}
      dir="ltr"
      onClick={() => mark(difference)}
    >
      {text}
    </button>
  )
}

/** `120 × 80` for a picture, `8, 48 · 120 × 80` for a box, in CSS pixels. */
function sideText(sides: number[]): string {
  const numbers = sides.map((side) => Math.round(side))
  const size = numbers.slice(-2).join(' × ')
  return numbers.length > 2 ? `${numbers.slice(0, 2).join(', ')} · ${size}` : size
}
