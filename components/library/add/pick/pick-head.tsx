import { Search } from 'lucide'
import type { ComponentChildren } from 'preact'
import { languageTag, t } from '../../../../utils/i18n/t.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { choosable } from './pick-rows.ts'
import type { Pick } from './use-pick.ts'

/** Shorter lists are seen as a whole. */
const SHORT = 8

/** How many are chosen, a box for all that are shown, and what limits them. */
export function PickHead({ pick }: { pick: Pick }) {
  const { items, chosen, choose } = pick
  const shown = choosable(pick.rows)
  const on = shown.filter(pick.isChosen).length
  return (
    <div class="pick-head">
      <label class="add-check">
        <input
          type="checkbox"
          aria-label={t('library.chooseAll')}
          data-action="choose-all"
          disabled={shown.length === 0}
          checked={on > 0 && on === shown.length}
          indeterminate={on > 0 && on < shown.length}
          onClick={() => choose(shown, on < shown.length)}
        />
        <span role="status" data-role="chosen">
          {countText(
            chosen.length,
            items.filter(({ reason }) => !reason).length,
            chosen.length - on,
          )}
        </span>
      </label>
      {items.length > SHORT && <Filters pick={pick} />}
    </div>
  )
}

function countText(chosen: number, all: number, hidden: number): string {
  const [some, of, rest] = [chosen, all, hidden].map((n) => n.toLocaleString(languageTag()))
  if (hidden > 0) return t('library.chosenHidden', some ?? '', of ?? '', rest ?? '')
  return t('library.chosen', some ?? '', of ?? '')
}

function Filters({ pick }: { pick: Pick }) {
  const { filter, setFilter, site, kept, chosen } = pick
  const only = filter.only !== undefined
  return (
    <div class="pick-filters">
      <TextField
        label={t('library.filterLinks')}
        placeholder={t('library.filterLinks')}
        icon={Search}
        value={filter.words}
        onText={(words) => setFilter({ words })}
        onKeyDown={(event) => {
          // The next key may be meant for the list; Enter here must not add.
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          if (event.ctrlKey || event.metaKey || event.isComposing) return
          event.preventDefault()
          event.currentTarget.closest('form')?.querySelector<HTMLElement>('.pick-list')?.focus()
        }}
      />
      {kept.known.size > 0 && (
        <Toggle name="fresh" on={filter.fresh} set={(fresh) => setFilter({ fresh })}>
          {t('library.onlyNew')}
        </Toggle>
      )}
      {site !== '' && (
        <Toggle
          name="site"
          on={filter.site !== ''}
          set={(on) => setFilter({ site: on ? site : '' })}
        >
          {t('library.onlySite', site)}
        </Toggle>
      )}
      <Toggle
        name="chosen"
        on={only}
        set={(on) => setFilter({ only: on ? new Set(chosen.map(({ key }) => key)) : undefined })}
      >
        {t('library.onlyChosen')}
      </Toggle>
    </div>
  )
}

interface ToggleProps {
  name: string
  on: boolean
  set: (on: boolean) => void
  children: ComponentChildren
}

function Toggle({ name, on, set, children }: ToggleProps) {
  return (
    <button
      type="button"
      class="pick-toggle"
      aria-pressed={on}
      data-filter={name}
      onClick={() => set(!on)}
    >
      {children}
    </button>
  )
}
