import type { RecentAct } from '../../utils/db/recent-acts.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'

/** An act on tags in words, such as '“前段” renamed to “前端”'. */
export function tagActText(act: RecentAct, byId: ReadonlyMap<number, Tag>): string {
  const name = act.label ?? ''
  if (act.kind === 'rename-tag') return t('tags.didRename', name, changeOf(act)?.name ?? name)
  if (act.kind === 'move-tag') {
    const parent = byId.get(changeOf(act)?.parent ?? 0)
    return parent ? t('tags.didMove', name, parent.name) : t('tags.didMoveTop', name)
  }
  if (act.kind === 'merge-tags') {
    const into = act.tags.find(({ after }) => (after as Partial<Tag> | undefined)?.aliases)
    return t('tags.didMerge', name, byId.get(Number(into?.key))?.name ?? '…')
  }
  if (act.kind === 'colour-tag') return t('tags.didColour', name)
  if (act.kind === 'create-tag') return t('tags.didCreate', name)
  const others = act.tags.length - 1
  return others > 0 ? t('tags.deletedWith', name, others) : t('tags.deletedOne', name)
}

/** What the act made of its tag. */
const changeOf = ({ tags }: RecentAct): Partial<Tag> | undefined =>
  tags[0]?.after as Partial<Tag> | undefined
