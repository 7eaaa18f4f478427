import { t } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import { SiteIcon } from './site-icon.tsx'
import './also-kept.css'

interface Props {
  links: Link[]
  /** Nothing is kept yet: it may be the page in question. */
  asks?: boolean
  open: (link: Link) => void
}

/** More are hardly one page. */
const MOST = 3

/** Links whose addresses are so alike that they may be one page; nobody made them one. */
export function AlsoKept({ links, asks = false, open }: Props) {
  if (links.length === 0) return null
  return (
    <section class="ui-also" data-role="also-kept">
      <h2 class="ui-also-heading">{t(asks ? 'ui.similarKept' : 'ui.alsoKept')}</h2>
      <ul>
        {links.slice(0, MOST).map((link) => (
          <li key={link.id}>
            <button
              type="button"
              class="ui-also-link"
              data-action="open-similar"
              title={link.url}
              onClick={() => open(link)}
            >
              <SiteIcon url={link.url} icon={link.icon} />
              <span class="ui-also-text">
                <span class="ui-also-title" dir="auto">
                  {link.title || link.url}
                </span>
                <span class="ui-also-address" dir="ltr">
                  {link.url}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
