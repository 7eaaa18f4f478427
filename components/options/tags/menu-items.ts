import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import type { TreeOps } from './use-tree-ops.ts'
import type { TreeState } from './use-tree-state.ts'

/** What the menu of a tag offers, in the order of how often it is wanted. */
export function menuItems(
  tag: Tag,
  { setMode, leave }: TreeState,
  ops: TreeOps,
  addInside: (tag: Tag) => void,
): MenuItem[] {
  const id = tag.id
  const above = ops.nestTarget(tag)
  const after = (act: () => void) => () => {
    leave()
    act()
  }
  return [
    {
      action: 'rename',
      name: t('tags.rename'),
      keys: 'Enter',
      run: () => setMode({ kind: 'rename', id }),
    },
    {
      action: 'colour-tag',
      name: t('tags.colour'),
      keys: 'C',
      run: () => setMode({ kind: 'colour', id }),
    },
    { action: 'create-inside', name: t('tags.createInside'), keys: 'I', run: () => addInside(tag) },
    {
      action: 'nest',
      name: above ? t('tags.nestIn', above.name) : t('tags.nest'),
      keys: 'Alt Shift →',
      run: after(() => ops.nest(tag)),
      disabled: above === undefined,
    },
    {
      action: 'unnest',
      name: t('tags.unnest'),
      keys: 'Alt Shift ←',
      run: after(() => ops.unnest(tag)),
      disabled: tag.parent === 0,
    },
    { action: 'move', name: t('tags.moveTo'), keys: 'V', run: () => setMode({ kind: 'move', id }) },
    {
      action: 'merge',
      name: t('tags.mergeTo'),
      keys: 'M',
      run: () => setMode({ kind: 'merge', id }),
    },
    { action: 'links', name: t('tags.showLinks'), keys: 'O', run: () => ops.showLinks(tag) },
    {
      action: 'delete',
      name: t('tags.delete'),
      keys: 'Del',
      run: after(() => ops.remove(tag)),
      danger: true,
    },
  ]
}
