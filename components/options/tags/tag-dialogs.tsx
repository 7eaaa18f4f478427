import { t, tn } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from './dialog.tsx'
import { PickTagDialog } from './pick-tag-dialog.tsx'
import { mergeTags } from './tag-acts.ts'
import { TagKeys } from './tag-keys.tsx'
import type { TagData } from './use-tag-data.ts'
import type { TreeOps } from './use-tree-ops.ts'
import type { TreeState } from './use-tree-state.ts'

interface Props {
  data: TagData
  state: TreeState
  ops: TreeOps
}

/** What stands over the whole page: choosing where a tag goes, and the list of keys. */
export function TagDialogs({ data, state, ops }: Props) {
  const { mode, leave } = state
  if (mode.kind === 'keys') return <TagKeys close={leave} />
  const tag = 'id' in mode ? data.byId.get(mode.id) : undefined
  if (!tag) return null
  const common = { tag, tags: data.tags, path: ops.path, close: leave }
  const merge = async (into: Tag | undefined) => {
    leave()
    if (into && (await mergeTags(tag, into))) state.activate(into.id)
  }
  if (mode.kind === 'merge') {
    const links = data.counts.get(tag.id)?.own ?? 0
    const text = tn('tags.mergeText', links, tag.name)
    const title = t('tags.mergeTitle', tag.name)
    return (
      <PickTagDialog {...common} top={false} choose={(to) => void merge(to)} {...{ title, text }} />
    )
  }
  if (mode.kind === 'move') {
    const move = (to: Tag | undefined) => {
      leave()
      ops.moveInto(tag, to)
    }
    const title = t('tags.moveTitle', tag.name)
    return <PickTagDialog {...common} top choose={move} title={title} text={t('tags.moveText')} />
  }
  const into = mode.kind === 'collision' ? data.byId.get(mode.into) : undefined
  return into ? (
    <Collision tag={tag} path={ops.path(into)} close={leave} merge={() => void merge(into)} />
  ) : null
}

interface CollisionProps {
  tag: Tag
  path: string
  merge: () => void
  close: () => void
}

/** A tag of the name is where another was to go. */
function Collision({ tag, path, merge, close }: CollisionProps) {
  return (
    <Dialog title={t('tags.collision', path)} name="collision" close={close}>
      <p class="dialog-text">{t('tags.collisionText', tag.name, path)}</p>
      <div class="dialog-foot">
        <Button look="quiet" onClick={close}>
          {t('tags.cancel')}
        </Button>
        <Button look="primary" autofocus data-action="merge-collision" onClick={merge}>
          {t('tags.mergeInto', path)}
        </Button>
      </div>
    </Dialog>
  )
}
