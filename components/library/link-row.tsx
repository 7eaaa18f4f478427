import { Star } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { snapshotByUid, thumbOf } from '../../utils/db/queries.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import type { Notice } from '../../utils/model/snapshot.ts'
import { dateTime, hostOf, relativeTime } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { NoticeHint } from '../ui/notices.tsx'
import { SiteIcon } from '../ui/site-icon.tsx'
import { TagChip } from '../ui/tag-chip.tsx'
import { useBlobUrl } from '../ui/use-blob-url.ts'
import { RowJob } from './row-job.tsx'

interface Props {
  link: Link
  href: string
  chosen: boolean
  tags: Map<number, Tag>
  jobs: Job[]
  allowSites: () => void
  open: (link: Link) => void
}

/** One link of the shelf: picture, title, where and when, tags. */
export function LinkRow({ link, href, chosen, tags, jobs, allowSites, open }: Props) {
  return (
    <div class="row" data-role="row" data-link-id={link.id} data-chosen={chosen}>
      <a
        class="row-link"
        href={href}
        aria-label={link.title || link.url}
        {...(chosen ? { 'aria-current': 'true' as const } : {})}
        onDblClick={() => open(link)}
      />
      <Thumb link={link} />
      <div class="row-text">
        <p class="row-title">
          {link.starred === 1 && <Icon node={Star} filled />}
          <span class="row-title-text" dir="auto" {...(link.lang ? { lang: link.lang } : {})}>
            {link.title || link.url}
          </span>
        </p>
        <Where link={link} tags={tags} />
        {jobs.length > 0 ? (
          <RowJob link={link} jobs={jobs} allowSites={allowSites} />
        ) : (
          link.note && (
            <p class="row-note" dir="auto">
              {link.note}
            </p>
          )
        )}
      </div>
    </div>
  )
}

function Thumb({ link }: { link: Link }) {
  const picture = useBlobUrl(() => thumbOf(link.id), [link.id, link.latest])
  return (
    <div class="row-thumb">
      {picture && <img src={picture} alt="" decoding="async" />}
      {picture === '' && <SiteIcon url={link.url} icon={link.icon} size="large" />}
    </div>
  )
}

/** More chips than this push the date out of a narrow row. */
const SHOWN_TAGS = 4

function Where({ link, tags }: { link: Link; tags: Map<number, Tag> }) {
  const held = link.tags.flatMap((id) => tags.get(id) ?? [])
  return (
    <p class="row-where">
      <SiteIcon url={link.url} icon={link.icon} />
      <span class="row-host" dir="ltr">
        {hostOf(link.url)}
      </span>
      <time title={dateTime(link.createdAt)}>{relativeTime(link.createdAt)}</time>
      <NoticeHint notices={useNotices(link.latest)} />
      {held.slice(0, SHOWN_TAGS).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {held.length > SHOWN_TAGS && <span>+{held.length - SHOWN_TAGS}</span>}
    </p>
  )
}

/** Notices of a version. They never change once stored, so they are read once and not watched. */
function useNotices(uid: string): Notice[] {
  const [known, setKnown] = useState<{ uid: string; notices: Notice[] }>()
  useEffect(() => {
    if (uid === '') return
    let gone = false
    void snapshotByUid(uid).then((snapshot) => {
      if (!gone && snapshot) setKnown({ uid, notices: snapshot.notices })
    })
    return () => {
      gone = true
    }
  }, [uid])
  return known?.uid === uid ? known.notices : []
}
