import {
  Archive,
  ArrowUpToLine,
  Camera,
  CircleCheck,
  CircleX,
  Download,
  type IconNode,
  Inbox,
  RotateCcw,
  Star,
  Tag,
  Trash,
  X,
} from 'lucide'
import { openLinks } from '../../utils/db/queue-queries.ts'
import { type MessageKey, t, tn } from '../../utils/i18n/t.ts'
import type { Tag as TagRow } from '../../utils/model/link.ts'
import { Icon } from '../ui/icon.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useLive } from '../ui/use-live.ts'
import { BulkTags } from './bulk-tags.tsx'
import type { ExportLinks } from './export/export-format.ts'
import { ExportPanel } from './export/export-panel.tsx'
import { cancelKeeping, keepNext } from './link-acts.ts'
import type { TargetActs } from './use-target-acts.ts'
import './bulk-bar.css'

interface Props {
  ids: number[]
  tags: TagRow[]
  inTrash: boolean
  acts: TargetActs
  /** An act takes longer than a blink. */
  busy: boolean
  tagging: boolean
  setTagging: (open: boolean) => void
  clear: () => void
  exporting: boolean
  setExporting: (open: boolean) => void
  exportLinks: ExportLinks
}

interface Choice {
  act: keyof TargetActs
  icon: IconNode
  name: MessageKey
  key: string
}

const OF_LINKS: Choice[] = [
  { act: 'inbox', icon: Inbox, name: 'library.toInbox', key: 'I' },
  { act: 'read', icon: CircleCheck, name: 'library.toRead', key: 'R' },
  { act: 'archive', icon: Archive, name: 'library.toArchive', key: 'A' },
  { act: 'star', icon: Star, name: 'ui.star', key: 'S' },
  { act: 'keepAgain', icon: Camera, name: 'library.keepAgain', key: 'V' },
  { act: 'remove', icon: Trash, name: 'library.toTrash', key: '#' },
]
const OF_TRASH: Choice[] = [
  { act: 'restore', icon: RotateCcw, name: 'library.restore', key: 'U' },
  { act: 'remove', icon: Trash, name: 'library.deleteForGood', key: '#' },
]

/** What can be done with all that is selected. */
export function BulkBar(props: Props) {
  const { ids, tags, inTrash, acts, busy, tagging, setTagging, clear } = props
  const { exporting, setExporting, exportLinks } = props
  if (ids.length === 0) return null
  return (
    <div class="bulk" role="toolbar" aria-label={t('library.bulk')} data-role="bulk">
      {tagging && <BulkTags ids={ids} tags={tags} close={() => setTagging(false)} />}
      {exporting && <ExportPanel {...{ ids, exportLinks }} close={() => setExporting(false)} />}
      <span class="bulk-count" role="status">
        {tn('library.selected', ids.length)}
      </span>
      {!inTrash && (
        <BulkButton
          icon={Tag}
          name="ui.tags"
          shortcut="E"
          action="tags"
          run={() => setTagging(!tagging)}
        />
      )}
      {(inTrash ? OF_TRASH : OF_LINKS).map(({ act, icon, name, key }) => (
        <BulkButton
          key={act}
          icon={icon}
          name={name}
          shortcut={key}
          action={act}
          run={() => acts[act](ids)}
        />
      ))}
      <BulkButton
        icon={Download}
        name="library.export"
        shortcut="D"
        action="export"
        run={() => setExporting(!exporting)}
      />
      {!inTrash && <BulkQueue ids={ids} />}
      <IconButton
        icon={X}
        label={t('library.clear')}
        shortcut="Esc"
        data-action="clear"
        onClick={clear}
      />
      {busy && <div class="bulk-busy" role="progressbar" aria-label={t('library.working')} />}
    </div>
  )
}

/** For those whose pages are still to be kept. */
function BulkQueue({ ids }: { ids: number[] }) {
  const open = useLive(() => openLinks(ids), [ids]) ?? []
  if (open.length === 0) return null
  return (
    <>
      <BulkButton
        icon={ArrowUpToLine}
        name="library.keepNext"
        action="keep-next"
        run={() => void keepNext(open)}
      />
      <BulkButton
        icon={CircleX}
        name="library.cancelKeeping"
        action="cancel-keeping"
        run={() => void cancelKeeping(open)}
      />
    </>
  )
}

interface ButtonProps {
  icon: IconNode
  name: MessageKey
  shortcut?: string
  action: string
  run: () => void
}

function BulkButton({ icon, name, shortcut = '', action, run }: ButtonProps) {
  return (
    <button
      type="button"
      class="bulk-button"
      data-action={`bulk-${action}`}
      title={`${t(name)}  ${shortcut}`.trim()}
      aria-label={t(name)}
      onClick={run}
    >
      <Icon node={icon} />
      <span class="bulk-name">{t(name)}</span>
    </button>
  )
}
