import type { ComponentChildren } from 'preact'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ColourPicker } from './colour-picker.tsx'
import { CreateTag } from './create-tag.tsx'
import { DragView } from './drag-view.tsx'
import { menuItems } from './menu-items.ts'
import { NoMatch, NoTags } from './no-tags.tsx'
import { RecentChanges } from './recent-changes.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { TagDialogs } from './tag-dialogs.tsx'
import { TagMenu } from './tag-menu.tsx'
import { TagToolbar } from './tag-toolbar.tsx'
import { TagTree } from './tag-tree.tsx'
import { type TagData, useTagData } from './use-tag-data.ts'
import { useTagDrag } from './use-tag-drag.ts'
import { type Manager, useTagManager } from './use-tag-manager.ts'
import { useTreeKeys } from './use-tree-keys.ts'
import './tag-manager.css'

/** All tags as a tree to put in order. */
export function TagManager() {
  const data = useTagData()
  return data ? <LoadedManager data={data} /> : <LoadingTags />
}

function LoadingTags() {
  return (
    <div class="tags-loading" aria-hidden="true">
      {[42, 65, 38, 55, 47].map((width) => (
        <Skeleton key={width} width={`${width}%`} height="20px" />
      ))}
    </div>
  )
}

function LoadedManager({ data }: { data: TagData }) {
  const manager = useTagManager(data)
  const { state, ops, rows } = manager
  const { drag, start } = useTagDrag(data.byId, ops)
  const press = useTreeKeys(rows, state, ops, manager.create)
  return (
    <div class="tags" data-role="tag-manager" data-dragging={drag !== undefined}>
      <div class="tags-main">
        <TagsHead manager={manager}>{drag && <DragView drag={drag} />}</TagsHead>
        {rows.length > 0 && <TagTree {...{ data, rows, state, ops, press, drag, start }} />}
        {rows.length === 0 && data.tags.length > 0 && <NoMatch manager={manager} />}
        {data.tags.length === 0 && <NoTags />}
      </div>
      <RecentChanges recent={data.recent} byId={data.byId} />
      <TagOverlays manager={manager} />
      <TagDialogs data={data} state={state} ops={ops} />
    </div>
  )
}

/** What stays in sight above the tree. */
function TagsHead({ manager, children }: { manager: Manager; children: ComponentChildren }) {
  const { data, state, ops, unused, createField, filterField } = manager
  const { picked, active } = state
  const chosen = picked.size > 1 ? data.byId.get(active) : undefined
  return (
    <div class="tags-head">
      <CreateTag
        tags={data.tags}
        text={manager.typed}
        setText={manager.setTyped}
        field={createField}
        ops={ops}
        made={manager.made}
        leave={state.activate}
      />
      {chosen && (
        <SelectionBar
          count={picked.size}
          remove={() => ops.remove(chosen)}
          clear={() => state.activate(active)}
        />
      )}
      {data.tags.length > 0 && !chosen && (
        <TagToolbar
          view={state.view}
          setView={state.setView}
          field={filterField}
          unused={unused.length}
          deleteUnused={manager.deleteUnused}
          enter={manager.enter}
          showKeys={() => state.setMode({ kind: 'keys' })}
        />
      )}
      {children}
    </div>
  )
}

/** What opens beside a row. */
function TagOverlays({ manager }: { manager: Manager }) {
  const { data, state, ops, create } = manager
  const { mode, leave } = state
  const tag = 'id' in mode ? data.byId.get(mode.id) : undefined
  if (!tag) return null
  if (mode.kind === 'colour') return <ColourPicker tag={tag} close={leave} />
  if (mode.kind !== 'menu') return null
  const items = menuItems(tag, state, ops, create.beginInside)
  return <TagMenu tag={tag} items={items} at={mode.at} close={leave} />
}
