import {
  ArrowDownUp,
  Cloud as CloudIcon,
  HardDrive,
  type IconNode,
  Info,
  Keyboard,
  ListFilter,
  ShieldCheck,
  SlidersHorizontal,
  Tags,
} from 'lucide'
import type { ComponentChild } from 'preact'
import type { MessageKey } from '../../utils/i18n/t.ts'
import type { Settings } from '../../utils/model/setting.ts'
import { About } from './about.tsx'
import { Backup } from './backup/backup.tsx'
import { Cloud } from './cloud/cloud.tsx'
import { General } from './general.tsx'
import type { OptionsProps } from './options-props.ts'
import { Permissions } from './permissions.tsx'
import type { SectionId } from './route.ts'
import { Rules } from './rules/rules.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { Storage } from './storage/storage.tsx'
import { TagManager } from './tags/tag-manager.tsx'

interface SectionEntry {
  id: SectionId
  name: MessageKey
  icon: IconNode
  show: (props: OptionsProps & { settings: Settings }) => ComponentChild
}

/** Every section in the order of the list beside them. */
export const SECTIONS: SectionEntry[] = [
  { id: 'tags', name: 'ui.tags', icon: Tags, show: () => <TagManager /> },
  { id: 'general', name: 'options.general', icon: SlidersHorizontal, show: General },
  { id: 'rules', name: 'rules.title', icon: ListFilter, show: Rules },
  { id: 'shortcuts', name: 'options.shortcuts', icon: Keyboard, show: Shortcuts },
  { id: 'permissions', name: 'options.permissions', icon: ShieldCheck, show: Permissions },
  { id: 'storage', name: 'options.storage', icon: HardDrive, show: Storage },
  { id: 'cloud', name: 'cloud.title', icon: CloudIcon, show: Cloud },
  { id: 'backup', name: 'backup.title', icon: ArrowDownUp, show: Backup },
  { id: 'about', name: 'options.about', icon: Info, show: About },
]
