import { Library, Search } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { hostOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Marked } from '../ui/marked.tsx'
import { OfVersion } from '../ui/of-version.tsx'
import { SiteIcon } from '../ui/site-icon.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type FoundLink, useFirstHits } from './use-first-hits.ts'
import './find-panel.css'

interface Props {
  open: (hit: FoundLink, q: string) => void
  /** Shows all that a search finds. */
  showAll: (q: string) => void
  close: () => void
}

/** Finds kept pages without leaving the page in front. */
export function FindPanel({ open, showAll, close }: Props) {
  const [q, setQ] = useState('')
  const [moved, setMoved] = useState(0)
  const found = useFirstHits(q)
  const field = useRef<HTMLInputElement>(null)
  const list = useId()
  useEffect(() => field.current?.focus(), [])
  const count = (found?.length ?? 0) + 1
  const choose = (at: number) => {
    const hit = found?.[at]
    if (hit) open(hit, q)
    else showAll(q)
  }
  const keys: Record<string, () => void> = {
    ArrowDown: () => setMoved((moved + 1) % count),
    ArrowUp: () => setMoved((moved + count - 1) % count),
    Enter: () => choose(moved),
    Escape: close,
  }
  return (
    <main class="find-panel">
      <TextField
        label={t('popup.search')}
        placeholder={t('popup.search')}
        icon={Search}
        input={field}
        role="combobox"
        aria-expanded={found !== undefined}
        aria-controls={list}
        {...(found ? { 'aria-activedescendant': `${list}-${moved}` } : {})}
        data-role="search"
        value={q}
        onText={(text) => {
          setQ(text)
          setMoved(0)
        }}
        onKeyDown={(event) => {
          const act = keys[event.key]
          if (!act || event.isComposing) return
          event.preventDefault()
          act()
        }}
      />
      {found && (
        <div role="listbox" id={list} aria-label={t('library.links')} class="find-hits">
          {found.map((hit, at) => (
            <Option key={hit.link.id} {...{ list, at }} active={at === moved} choose={choose}>
              <HitLines {...hit} />
            </Option>
          ))}
          <Option list={list} at={found.length} active={moved === found.length} choose={choose}>
            <Icon node={Library} />
            <span class="find-hit-all">
              {t(found.length === 0 ? 'popup.foundNothing' : 'popup.foundAll')}
            </span>
          </Option>
        </div>
      )}
    </main>
  )
}

interface OptionProps {
  list: string
  at: number
  active: boolean
  choose: (at: number) => void
  children: ComponentChildren
}

function Option({ list, at, active, choose, children }: OptionProps) {
  return (
    <div
      id={`${list}-${at}`}
      class="find-hit"
      role="option"
      tabIndex={-1}
      aria-selected={active}
      data-role="hit"
      // Before the field loses the focus.
      onPointerDown={(event) => {
        event.preventDefault()
        choose(at)
      }}
    >
      {children}
    </div>
  )
}

function HitLines({ link, title, excerpt, older }: FoundLink) {
  return (
    <>
      <SiteIcon url={link.url} icon={link.icon} />
      <div class="find-hit-text">
        <p class="find-hit-title" dir="auto">
          <Marked parts={title} />
        </p>
        <p class="find-hit-more" dir="auto">
          {older && <OfVersion at={older.capturedAt} />}
          {excerpt ? <Marked {...excerpt} /> : hostOf(link.url)}
        </p>
      </div>
    </>
  )
}
