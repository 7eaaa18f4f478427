import { CircleHelp, Search, Trash2 } from 'lucide'
import type { RefObject } from 'preact'
import { t, tn } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { TreeView } from './visible-rows.ts'

interface Props {
  view: TreeView
  setView: (patch: Partial<TreeView>) => void
  field: RefObject<HTMLInputElement | null>
  unused: number
  deleteUnused: () => void
  /** From the filter down into the tree. */
  enter: () => void
  showKeys: () => void
}

/** Filter and order of the tree. */
export function TagToolbar(props: Props) {
  const { view, setView, field, unused, deleteUnused, enter, showKeys } = props
  return (
    <div class="tag-toolbar" role="toolbar" aria-label={t('tags.toolbar')}>
      <TextField
        label={t('tags.filter')}
        placeholder={t('tags.filter')}
        icon={Search}
        hint="/"
        input={field}
        data-role="filter"
        value={view.filter}
        onText={(filter) => setView({ filter })}
        onKeyDown={(event) => {
          if (event.isComposing) return
          if (event.key === 'Escape') setView({ filter: '' })
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          event.preventDefault()
          enter()
        }}
      />
      {view.unused && unused > 0 && (
        <Button
          size="small"
          look="danger"
          icon={Trash2}
          data-action="delete-unused"
          onClick={deleteUnused}
        >
          {tn('tags.deleteUnused', unused)}
        </Button>
      )}
      {(unused > 0 || view.unused) && (
        <button
          type="button"
          class="tag-switch"
          aria-pressed={view.unused}
          data-action="unused"
          onClick={() => setView({ unused: !view.unused })}
        >
          {t('tags.unused', unused)}
        </button>
      )}
      <button
        type="button"
        class="tag-switch"
        data-action="sort"
        title={t('tags.sortHint')}
        onClick={() => setView({ sort: view.sort === 'name' ? 'count' : 'name' })}
      >
        {t(view.sort === 'name' ? 'tags.byName' : 'tags.byCount')}
      </button>
      <IconButton icon={CircleHelp} label={t('tags.keys')} shortcut="?" onClick={showKeys} />
    </div>
  )
}
