import type { LoggedAct } from '../../../utils/db/activity.ts'
import { type MessageKey, t, tn } from '../../../utils/i18n/t.ts'
import type { ActKind } from '../../../utils/model/act.ts'
import type { Link, Tag } from '../../../utils/model/link.ts'
import { tagActText } from '../../ui/tag-act-text.ts'

type Tags = ReadonlyMap<number, Tag>

/** Acts of which the kind says all. */
const PLAIN = {
  'keep': 'activity.keep',
  'add-link': 'activity.addLink',
  'trash': 'activity.trash',
  'restore': 'activity.restore',
  'delete': 'activity.delete',
  'import': 'activity.import',
} as const satisfies Partial<Record<ActKind, MessageKey>>

/** What an act did, in words such as 'Moved to trash'; what it did that to stands beside it. */
export function actWords(act: LoggedAct, tags: Tags): string {
  const { kind } = act
  if (kind in PLAIN) return t(PLAIN[kind as keyof typeof PLAIN])
  if (kind === 'edit-link') return t(editKey(act))
  if (kind === 'tag-link') return tagWords(act, tags)
  if (kind === 'drop-versions') return tn('activity.dropVersions', act.versions)
  if (kind === 'merge-links') return tn('activity.mergeLinks', act.links)
  return tagActText(act, tags)
}

const STATES = {
  inbox: 'activity.toInbox',
  read: 'activity.toRead',
  archived: 'activity.toArchive',
  trash: 'activity.trash',
} as const satisfies Record<Link['state'], MessageKey>

function editKey({ change }: LoggedAct): MessageKey {
  const after = (change?.after ?? {}) as Partial<Link>
  if (after.state) return STATES[after.state]
  if (after.starred !== undefined) return after.starred === 1 ? 'activity.star' : 'activity.unstar'
  if (after.title !== undefined) return 'activity.rename'
  return after.note === undefined ? 'activity.edit' : 'activity.note'
}

function tagWords({ change }: LoggedAct, tags: Tags): string {
  const [before, after] = [change?.before, change?.after].map(
    (row) => (row as Partial<Link> | undefined)?.tags ?? [],
  ) as [number[], number[]]
  const added = after.filter((id) => !before.includes(id))
  const taken = before.filter((id) => !after.includes(id))
  const names = (ids: number[]) =>
    ids.map((id) => tags.get(id)?.name ?? '…').join(t('library.comma'))
  if (added.length > 0 && taken.length === 0) return t('activity.tagged', names(added))
  if (taken.length > 0 && added.length === 0) return t('activity.untagged', names(taken))
  return t('activity.retagged')
}
