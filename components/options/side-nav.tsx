import { Library } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { Icon } from '../ui/icon.tsx'
import type { SectionId } from './route.ts'
import { SECTIONS } from './sections.tsx'
import './side-nav.css'

/** The sections of the page, and the way back to the library. */
export function SideNav({ current }: { current: SectionId }) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [current])
  return (
    <aside class="options-side">
      <a class="options-brand" href="library.html" title={t('options.library')}>
        <img src="/icon/48.png" width={24} height={24} alt="" />
        <span>{t('app.name')}</span>
      </a>
      <nav class="options-nav" aria-label={t('options.title')}>
        {SECTIONS.map(({ id, name, icon }) => (
          <a
            key={id}
            class="options-nav-link"
            href={`#${id}`}
            {...(id === current ? { 'ref': link, 'aria-current': 'page' } : {})}
          >
            <Icon node={icon} />
            <span>{t(name)}</span>
          </a>
        ))}
      </nav>
      <a class="options-nav-link options-to-library" href="library.html">
        <Icon node={Library} />
        <span>{t('options.library')}</span>
      </a>
    </aside>
  )
}
