import { allTags } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import { runAct } from './run-act.ts'
import { TagInput } from './tag-input.tsx'
import { useLive } from './use-live.ts'

interface Props {
  link: Pick<Link, 'id' | 'tags'>
  autofocus?: boolean
}

/** Edits the tags of a kept link; every change is an act with Undo. */
export function LinkTags({ link, autofocus = false }: Props) {
  const tags = useLive(allTags, []) ?? []
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const chosen = link.tags.flatMap((id) => byId.get(id) ?? [])
  const change = (add: string[], remove: number[]) =>
    void runAct(t('ui.tagsChanged'), send('tag-links', { linkIds: [link.id], add, remove }))
  return (
    <TagInput
      tags={tags}
      chosen={chosen}
      autofocus={autofocus}
      onAdd={(names) => change(names, [])}
      onRemove={(tag: Tag) => change([], [tag.id])}
    />
  )
}
