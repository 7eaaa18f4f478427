import { Download } from 'lucide'
import { t } from '../../utils/i18n/t.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { Icon } from '../ui/icon.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { type SaveItem, saveItems } from './save-items.ts'
import { SaveProgress } from './save-progress.tsx'
import { useMenu } from './use-menu.ts'
import { useSave } from './use-save.ts'
import type { ViewerServices } from './viewer-props.ts'
import './save-menu.css'

interface Props extends Pick<ViewerServices, 'saveFile'> {
  snapshot: Snapshot
}

/** Saves the version as a file of its own, of whatever kind. */
export function SaveMenu({ snapshot, saveFile }: Props) {
  const { work, save, cancel } = useSave(snapshot, saveFile)
  const menu = useMenu()
  const choose = (item: SaveItem) => {
    menu.close()
    save(item)
  }
  return (
    <div class="viewer-save" ref={menu.place}>
      <IconButton
        icon={Download}
        label={t('viewer.save')}
        data-action="save"
        aria-haspopup="menu"
        aria-expanded={menu.open}
        onClick={menu.toggle}
      />
      <div class="viewer-save-menu" role="menu" aria-label={t('viewer.save')} hidden={!menu.open}>
        {saveItems(snapshot).map((item) => (
          <SaveChoice key={item.id} item={item} disabled={work !== undefined} choose={choose} />
        ))}
      </div>
      {work?.slow && <SaveProgress work={work} cancel={cancel} />}
    </div>
  )
}

interface ChoiceProps {
  item: SaveItem
  disabled: boolean
  choose: (item: SaveItem) => void
}

function SaveChoice({ item, disabled, choose }: ChoiceProps) {
  return (
    <button
      type="button"
      role="menuitem"
      class="viewer-save-item"
      tabIndex={-1}
      data-action={`export-${item.id}`}
      disabled={disabled}
      onClick={() => choose(item)}
    >
      <Icon node={item.icon} />
      <span class="viewer-save-name">{item.name}</span>
      {item.ending && (
        <span class="viewer-save-ending" dir="ltr">
          .{item.ending}
        </span>
      )}
    </button>
  )
}
