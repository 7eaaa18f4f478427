import { Undo2 } from 'lucide'
import type { LoggedAct, NamedLink } from '../../../utils/db/activity.ts'
import { languageTag, type MessageKey, t, tn } from '../../../utils/i18n/t.ts'
import type { Obstacle } from '../../../utils/model/act.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { dateTime } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { undoAct } from '../../ui/run-act.ts'
import { formatRoute, HOME } from '../route.ts'
import { actIcon } from './act-icon.ts'
import { actWords } from './act-words.ts'

const WHY_NOT = {
  undone: 'activity.undone',
  changed: 'activity.changedSince',
  gone: 'activity.goneSince',
  taken: 'activity.takenSince',
  kept: 'activity.keptSince',
} as const satisfies Record<Obstacle, MessageKey>

interface Props {
  act: LoggedAct
  tags: ReadonlyMap<number, Tag>
}

/** One act: what, to which links, when, and how to take it back or why not. */
export function ActLine({ act, tags }: Props) {
  const words = actWords(act, tags)
  return (
    <li
      class="act-line"
      data-role="act"
      data-kind={act.kind}
      data-obstacle={act.obstacle ?? 'none'}
    >
      <span class="act-icon">
        <Icon node={actIcon(act)} />
      </span>
      <div class="act-text">
        <p class="act-what">{words}</p>
        {act.named.length > 0 && (
          <p class="act-about">
            <Named links={act.named} />
            {act.links > act.named.length && (
              <span>{tn('activity.others', act.links - act.named.length)}</span>
            )}
          </p>
        )}
      </div>
      <time class="act-when" title={dateTime(act.at)}>
        {timeOf(act.at)}
      </time>
      <div class="act-undo">
        {act.obstacle ? (
          <span class="act-why">{t(WHY_NOT[act.obstacle])}</span>
        ) : (
          <Button
            size="small"
            icon={Undo2}
            aria-label={t('activity.undoOf', words)}
            data-action="undo-act"
            onClick={() => void undoAct(act.id)}
          >
            {t('ui.undo')}
          </Button>
        )}
      </div>
    </li>
  )
}

function Named({ links }: { links: NamedLink[] }) {
  return (
    <>
      {links.map((link) => (
        <span key={link.id} class="act-name">
          <Name {...link} />
        </span>
      ))}
    </>
  )
}

function Name({ id, title, state }: NamedLink) {
  const text = { class: 'act-link', dir: 'auto' } as const
  if (!state) return <span {...text}>{title}</span>
  const scope = state === 'trash' ? 'trash' : 'all'
  return (
    <a {...text} href={formatRoute({ ...HOME, scope, link: id })}>
      {title}
    </a>
  )
}

const timeOf = (at: number): string =>
  new Intl.DateTimeFormat(languageTag(), { timeStyle: 'short' }).format(at)
