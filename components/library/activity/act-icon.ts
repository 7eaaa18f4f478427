import {
  Archive,
  Camera,
  CircleCheck,
  Download,
  FolderTree,
  type IconNode,
  Inbox,
  Layers,
  Link,
  Merge,
  Palette,
  Pencil,
  RotateCcw,
  Star,
  StarOff,
  Tag,
  Trash,
} from 'lucide'
import type { LoggedAct } from '../../../utils/db/activity.ts'
import type { ActKind } from '../../../utils/model/act.ts'
import type { Link as LinkRow } from '../../../utils/model/link.ts'

const ICONS: Record<ActKind, IconNode> = {
  'keep': Camera,
  'add-link': Link,
  'edit-link': Pencil,
  'tag-link': Tag,
  'trash': Trash,
  'restore': RotateCcw,
  'delete': Trash,
  'create-tag': Tag,
  'rename-tag': Tag,
  'colour-tag': Palette,
  'move-tag': FolderTree,
  'merge-tags': Merge,
  'delete-tags': Trash,
  'import': Download,
  'merge-links': Merge,
  'drop-versions': Layers,
}

const STATES: Record<LinkRow['state'], IconNode> = {
  inbox: Inbox,
  read: CircleCheck,
  archived: Archive,
  trash: Trash,
}

/** The sign of what an act did. */
export function actIcon({ kind, change }: LoggedAct): IconNode {
  const { state, starred } = (change?.after ?? {}) as Partial<LinkRow>
  if (kind !== 'edit-link') return ICONS[kind]
  if (state) return STATES[state]
  if (starred === undefined) return ICONS[kind]
  return starred === 1 ? Star : StarOff
}
