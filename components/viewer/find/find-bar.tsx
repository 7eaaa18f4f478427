import { ChevronDown, ChevronUp, Search, X } from 'lucide'
import { t } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { PageFind } from './use-find.ts'
import './find-bar.css'

/** Over the page: what is marked in it, how often it is there, and the way from one to the next. */
export function FindBar({ find }: { find: PageFind }) {
  const { words, count, at, step, stop } = find
  return (
    <search class="viewer-find" aria-label={t('viewer.found')} data-role="find">
      <Icon node={Search} />
      <span class="viewer-find-words" dir="auto" title={words}>
        {words}
      </span>
      <output class="viewer-find-count" data-role="find-count">
        {count === 0 ? t('viewer.foundNone') : t('viewer.foundOf', at + 1, count)}
      </output>
      <IconButton
        icon={ChevronUp}
        label={t('viewer.foundPrevious')}
        data-action="find-previous"
        disabled={count < 2}
        onClick={() => step(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t('viewer.foundNext')}
        data-action="find-next"
        disabled={count < 2}
        onClick={() => step(1)}
      />
      <IconButton
        icon={X}
        label={t('viewer.foundClose')}
        shortcut="Esc"
        data-action="find-close"
        onClick={stop}
      />
    </search>
  )
}
