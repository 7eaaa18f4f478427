import { History, Undo2 } from 'lucide'
import { useState } from 'preact/hooks'
import type { RecentAct } from '../../../utils/db/recent-acts.ts'
import { t, tn } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { relativeTime } from '../../ui/format.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { undoAct } from '../../ui/run-act.ts'
import { tagActText } from '../../ui/tag-act-text.ts'
import './recent-changes.css'

interface Props {
  recent: RecentAct[]
  byId: ReadonlyMap<number, Tag>
}

/** What was done to tags of late, each with Undo; it reads the journal, so it outlives the browser. */
export function RecentChanges({ recent, byId }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <aside class="recent" data-shown={shown} aria-labelledby="recent-title">
      <h2 id="recent-title" class="recent-title">
        {t('tags.recent')}
      </h2>
      <div class="recent-switch">
        <Button
          size="small"
          look="quiet"
          icon={History}
          aria-expanded={shown}
          data-action="recent"
          onClick={() => setShown(!shown)}
        >
          {t('tags.recent')}
        </Button>
      </div>
      {recent.length === 0 ? (
        <p class="recent-none">{t('tags.recentNone')}</p>
      ) : (
        <ol class="recent-list">
          {recent.map((act) => (
            <RecentLine key={act.id} act={act} text={tagActText(act, byId)} />
          ))}
        </ol>
      )}
    </aside>
  )
}

function RecentLine({ act, text }: { act: RecentAct; text: string }) {
  return (
    <li class="recent-line" data-role="recent-act" data-kind={act.kind}>
      <div class="recent-text" title={text}>
        <p class="recent-what">{text}</p>
        <p class="recent-when">
          {relativeTime(act.at)}
          {act.links > 0 && <span> · {tn('ui.links', act.links)}</span>}
        </p>
      </div>
      <IconButton
        icon={Undo2}
        label={t('tags.undoOf', text)}
        data-action="undo-act"
        onClick={() => void undoAct(act.id)}
      />
    </li>
  )
}
