import { NoticeHint } from '../ui/notices.tsx'
import { SiteIcon } from '../ui/site-icon.tsx'
import { CellFrame } from './cell-frame.tsx'
import { HeldTags, Host, Thumb, Title, When } from './cell-parts.tsx'
import type { CellProps } from './cell-props.ts'
import { RowJob } from './row-job.tsx'
import { ExcerptLines } from './search/excerpt-lines.tsx'
import { useNotices } from './use-notices.ts'

/** A link of the grid: its picture, and under it title, where and when, tags. */
export function LinkCard(props: CellProps) {
  const { link, tags, jobs, hit, acts } = props
  return (
    <CellFrame {...props} class="card">
      <Thumb link={link} class="row-thumb card-picture" />
      <div class="card-text">
        <Title link={link} hit={hit} />
        {hit && <ExcerptLines hit={hit} />}
        <p class="row-where">
          <SiteIcon url={link.url} icon={link.icon} />
          <Host link={link} />
          <When link={link} />
        </p>
        {jobs.length > 0 ? (
          <RowJob link={link} jobs={jobs} allowSites={acts.allowSites} small />
        ) : (
          <p class="row-where card-tags">
            <NoticeHint notices={useNotices(link.latest)} />
            <HeldTags link={link} tags={tags} most={2} />
          </p>
        )}
      </div>
    </CellFrame>
  )
}
