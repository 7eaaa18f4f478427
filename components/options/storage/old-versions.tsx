import { useEffect, useId, useMemo, useState } from 'preact/hooks'
import { snapshotByUid } from '../../../utils/db/queries.ts'
import type { StorageIndex } from '../../../utils/db/storage-index.ts'
import { type DropPlan, type DropRule, planDrop } from '../../../utils/db/storage-shares.ts'
import { type MessageKey, t, tn } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize } from '../../ui/format.ts'
import { Progress } from '../../ui/progress.tsx'
import { runAct } from '../../ui/run-act.ts'
import { useLive } from '../../ui/use-live.ts'

interface Props {
  /** Undefined until it was read. */
  index: StorageIndex | undefined
  /** How much of it was read, from 0 to 1. */
  share: number
  dropVersions: (uids: string[]) => Promise<{ actId: string }>
  done: () => void
}

const RULES: { value: string; name: MessageKey; rule: DropRule }[] = [
  { value: 'keep-1', name: 'storage.keepNewest', rule: { keep: 1 } },
  { value: 'keep-3', name: 'storage.keepThree', rule: { keep: 3 } },
  { value: 'keep-10', name: 'storage.keepTen', rule: { keep: 10 } },
  { value: 'month', name: 'storage.olderMonth', rule: { olderThanDays: 30 } },
  { value: 'half-year', name: 'storage.olderHalfYear', rule: { olderThanDays: 182 } },
  { value: 'year', name: 'storage.olderYear', rule: { olderThanDays: 365 } },
]

/** Drops old versions, after saying what that comes to; the newest of each link stays. */
export function OldVersions({ index, share, dropVersions, done }: Props) {
  const [value, setValue] = useState('keep-3')
  const [busy, setBusy] = useState(false)
  const [dropped, setDropped] = useState('')
  useReturn(dropped, done)
  const id = useId()
  const rule = RULES.find((each) => each.value === value)?.rule
  const plan = useMemo(() => index && rule && planDrop(index, rule), [index, rule])
  const drop = async ({ uids }: DropPlan) => {
    setBusy(true)
    const text = tn('storage.dropped', uids.length)
    if (await runAct(text, dropVersions(uids))) {
      setDropped(uids[0] ?? '')
      done()
    }
    setBusy(false)
  }
  return (
    <div class="options-line" data-role="old-versions" data-versions={plan?.uids.length}>
      <div class="options-text">
        <label class="options-label" for={id}>
          {t('storage.oldTitle')}
        </label>
        {plan ? (
          <p class="options-hint" role="status" data-bytes={plan.bytes}>
            {planText(plan)}
          </p>
        ) : (
          <Progress label={t('storage.countingVersions')} value={share} />
        )}
      </div>
      <div class="storage-drop">
        <select
          id={id}
          class="storage-rule"
          data-role="drop-rule"
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        >
          {RULES.map((each) => (
            <option key={each.value} value={each.value}>
              {t(each.name)}
            </option>
          ))}
        </select>
        <Button
          data-action="drop-versions"
          disabled={busy || !plan || plan.uids.length === 0}
          onClick={() => plan && void drop(plan)}
        >
          {t(busy ? 'storage.dropping' : 'storage.drop')}
        </Button>
      </div>
    </div>
  )
}

/** Counts again once what was dropped has come back by undo. */
function useReturn(dropped: string, done: () => void): void {
  const isBack = useLive(async () => dropped !== '' && !!(await snapshotByUid(dropped)), [dropped])
  useEffect(() => {
    if (isBack) done()
  }, [isBack])
}

function planText({ uids, links, bytes }: DropPlan): string {
  if (uids.length === 0) return t('storage.noOld')
  return tn('storage.willDrop', uids.length, tn('ui.links', links), byteSize(bytes))
}
