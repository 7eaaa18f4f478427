import { NoticeHint } from '../ui/notices.tsx'
import { SiteIcon } from '../ui/site-icon.tsx'
import { CellFrame } from './cell-frame.tsx'
import { HeldTags, Host, Thumb, Title, When } from './cell-parts.tsx'
import type { CellProps } from './cell-props.ts'
import { RowJob } from './row-job.tsx'
import { ExcerptLines } from './search/excerpt-lines.tsx'
import { useNotices } from './use-notices.ts'

/** A link of the list: picture, title, where and when, tags, note. */
export function LinkRow(props: CellProps) {
  const { link, tags, jobs, hit, acts } = props
  return (
    <CellFrame {...props} class="row">
      <Thumb link={link} class="row-thumb" />
      <div class="row-text">
        <Title link={link} hit={hit} />
        <p class="row-where">
          <SiteIcon url={link.url} icon={link.icon} />
          <Host link={link} />
          <When link={link} />
          <NoticeHint notices={useNotices(link.latest)} />
          <HeldTags link={link} tags={tags} most={4} />
        </p>
        {jobs.length > 0 ? (
          <RowJob link={link} jobs={jobs} allowSites={acts.allowSites} />
        ) : hit?.excerpt ? (
          <ExcerptLines hit={hit} />
        ) : (
          link.note && (
            <p class="row-note" dir="auto">
              {link.note}
            </p>
          )
        )}
      </div>
    </CellFrame>
  )
}
