import { ChevronRight } from 'lucide'
import { missingText, tn } from '../../utils/i18n/t.ts'
import { MISSING_REASONS, type Missing, type MissingReason } from '../../utils/model/snapshot.ts'
import { Icon } from './icon.tsx'
import './missing-list.css'

/** Reasons that go away when all sites are allowed. */
const CURED_BY_PERMISSION: MissingReason[] = ['no-permission', 'blocked', 'unreachable-frame']

/** Whether allowing all sites would have kept more. */
export const curedByPermission = (missing: Missing[]): boolean =>
  missing.some((part) => CURED_BY_PERMISSION.includes(part.reason))

/** What was to be kept and is not; what a rule left out is missed by nobody. */
export const lackingOf = (missing: Missing[]): Missing[] =>
  missing.filter(({ reason }) => reason !== 'by-rule')

function countText(missing: Missing[]): string {
  const { length } = lackingOf(missing)
  return length > 0 ? tn('ui.missingParts', length) : tn('ui.leftOutParts', missing.length)
}

/** '2 parts could not be kept', which opens to the parts themselves, grouped by reason. */
export function MissingList({ missing }: { missing: Missing[] }) {
  if (missing.length === 0) return null
  return (
    <details
      class="ui-missing"
      data-role="missing"
      data-count={missing.length}
      data-whole={lackingOf(missing).length === 0}
    >
      <summary class="ui-missing-summary">
        <Icon node={ChevronRight} />
        {countText(missing)}
      </summary>
      <section
        class="ui-missing-groups"
        aria-label={countText(missing)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
      >
        <MissingGroups missing={missing} />
      </section>
    </details>
  )
}

/** The parts themselves, grouped by reason. */
export function MissingGroups({ missing }: { missing: Missing[] }) {
  const present = MISSING_REASONS.filter((reason) => missing.some((part) => part.reason === reason))
  return (
    <>
      {present.map((reason) => (
        <Group
          key={reason}
          reason={reason}
          parts={missing.filter((part) => part.reason === reason)}
        />
      ))}
    </>
  )
}

/** More than this many addresses tell nobody anything. */
const SHOWN = 20

function Group({ reason, parts }: { reason: MissingReason; parts: Missing[] }) {
  return (
    <section data-reason={reason}>
      <h3 class="ui-missing-reason">
        {missingText(reason)} <span class="ui-missing-count">{parts.length}</span>
      </h3>
      <ul>
        {parts.slice(0, SHOWN).map((part) => (
          <li key={part.url} class="ui-missing-url" title={part.url} dir="ltr">
            {part.url || part.kind}
            {part.detail && <span class="ui-missing-detail"> · {part.detail}</span>}
          </li>
        ))}
        {parts.length > SHOWN && <li>…</li>}
      </ul>
    </section>
  )
}
