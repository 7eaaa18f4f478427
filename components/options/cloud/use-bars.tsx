import { t } from '../../../utils/i18n/t.ts'
import type { CloudUse } from '../../../utils/model/cloud.ts'
import { byteSize } from '../../ui/format.ts'
import { count } from '../backup/count.ts'

/** What the account uses of what it may. */
export function UseBars({ use }: { use: CloudUse }) {
  return (
    <div class="cloud-uses" data-role="use">
      <UseBar name={t('cloud.space')} used={use.bytes} most={use.mostBytes} say={byteSize} />
      <UseBar name={t('cloud.records')} used={use.records} most={use.mostRecords} say={count} />
    </div>
  )
}

interface BarProps {
  name: string
  used: number
  /** 0 for no limit. */
  most: number
  say: (amount: number) => string
}

/** From here on it is told apart: soon nothing more is taken. */
const NEARLY = 0.9

function UseBar({ name, used, most, say }: BarProps) {
  const share = most > 0 ? Math.min(1, used / most) : 0
  const text = most > 0 ? t('cloud.usedOf', say(used), say(most)) : say(used)
  return (
    <div class="cloud-use" data-full={share >= NEARLY}>
      <p class="cloud-use-line">
        <span>{name}</span>
        <span class="cloud-figure">{text}</span>
      </p>
      {most > 0 && (
        // The line above says it.
        <div class="ui-progress-track" aria-hidden="true">
          <div class="ui-progress-bar" style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </div>
  )
}
