import { Star } from 'lucide'
import { thumbFor } from '../../utils/db/queries.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import { dateTime, hostOf, relativeTime } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { inTurn } from '../ui/in-turns.ts'
import { Marked } from '../ui/marked.tsx'
import { SiteIcon } from '../ui/site-icon.tsx'
import { TagChip } from '../ui/tag-chip.tsx'
import { useBlobUrl } from '../ui/use-blob-url.ts'
import type { CellProps } from './cell-props.ts'

/** The picture of the newest version, or the sign of the site. */
export function Thumb({ link, class: name }: { link: Link; class: string }) {
  const picture = useBlobUrl(() => thumbFor(link), [link.latest, link.thumb], inTurn)
  return (
    <div class={name}>
      {picture && <img src={picture} alt="" decoding="async" draggable={false} />}
      {picture === '' && <SiteIcon url={link.url} icon={link.icon} size="large" />}
    </div>
  )
}

export function Title({ link, hit }: Pick<CellProps, 'link' | 'hit'>) {
  return (
    <p class="row-title">
      {link.starred === 1 && <Icon node={Star} filled />}
      <span class="row-title-text" dir="auto" {...(link.lang ? { lang: link.lang } : {})}>
        {hit ? <Marked parts={hit.title} /> : link.title || link.url}
      </span>
    </p>
  )
}

export function Host({ link }: { link: Link }) {
  return (
    <span class="row-host" dir="ltr">
      {hostOf(link.url)}
    </span>
  )
}

export function When({ link }: { link: Link }) {
  return <time title={dateTime(link.createdAt)}>{relativeTime(link.createdAt)}</time>
}

interface TagsProps {
  link: Link
  tags: Map<number, Tag>
  /** More chips than this push the date out. */
  most: number
}

/** The first tags of a link, and how many more there are. */
export function HeldTags({ link, tags, most }: TagsProps) {
  const held = link.tags.flatMap((id) => tags.get(id) ?? [])
  return (
    <>
      {held.slice(0, most).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {held.length > most && <span class="row-more">+{held.length - most}</span>}
    </>
  )
}
