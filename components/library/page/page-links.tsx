import { CopyMinus, History, type IconNode } from 'lucide'
import { type MessageKey, t } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { type OtherPage, usePage } from './other-page.ts'

const LINKS: { page: OtherPage; icon: IconNode; name: MessageKey }[] = [
  { page: 'duplicates', icon: CopyMinus, name: 'duplicates.title' },
  { page: 'activity', icon: History, name: 'activity.title' },
]

/** The way to what is no shelf. */
export function PageLinks() {
  const current = usePage()
  return (
    <>
      {LINKS.map(({ page, icon, name }) => (
        <a
          key={page}
          class="side-link"
          href={`#/${page}`}
          data-page={page}
          {...(current === page ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon node={icon} />
          <span class="side-name">{t(name)}</span>
        </a>
      ))}
    </>
  )
}
