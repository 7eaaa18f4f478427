import { SiteIcon } from '../ui/site-icon.tsx'
import { CellFrame } from './cell-frame.tsx'
import { HeldTags, Host, Title, When } from './cell-parts.tsx'
import type { CellProps } from './cell-props.ts'
import { RowJob } from './row-job.tsx'
import { ExcerptLines } from './search/excerpt-lines.tsx'

/** A link of the compact view: one line. */
export function LinkLine(props: CellProps) {
  const { link, tags, jobs, hit, acts } = props
  return (
    <CellFrame {...props} class="line">
      <SiteIcon url={link.url} icon={link.icon} />
      <Title link={link} hit={hit} />
      {hit && <ExcerptLines hit={hit} />}
      {jobs.length > 0 ? (
        <RowJob link={link} jobs={jobs} allowSites={acts.allowSites} small />
      ) : (
        <span class="line-tags">
          <HeldTags link={link} tags={tags} most={3} />
        </span>
      )}
      <Host link={link} />
      <When link={link} />
    </CellFrame>
  )
}
