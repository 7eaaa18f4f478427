import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { rowPart } from './row-part.ts'
import './tag-menu.css'

interface Props {
  tag: Tag
  items: MenuItem[]
  at?: { x: number; y: number } | undefined
  close: () => void
}

/** Everything that can be done to a tag, and its other names. */
export function TagMenu({ tag, items, at, close }: Props) {
  const anchor = () => (at ? { left: at.x, top: at.y, bottom: at.y } : rowPart(tag.id, 'menu'))
  const aliases = tag.aliases.length > 0 && (
    <p class="tag-menu-aliases" dir="auto">
      {t('tags.aliases', tag.aliases.join(t('tags.listComma')))}
    </p>
  )
  return (
    <Menu
      name="tag-menu"
      label={t('ui.menuOf', tag.name)}
      foot={aliases}
      {...{ items, anchor, close }}
    />
  )
}
