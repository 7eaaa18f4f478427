import { useRef } from 'preact/hooks'
import { allJobs, linksByIds } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import { useLive } from '../ui/use-live.ts'
import { LinkRow } from './link-row.tsx'
import { formatRoute, type Route } from './route.ts'
import { RowSkeleton } from './row-skeleton.tsx'
import { ROW_HEIGHT, useRowInView, useWindow } from './use-window.ts'
import './link-list.css'

interface Props {
  ids: number[]
  route: Route
  tags: Map<number, Tag>
  allowSites: () => void
  open: (link: Link) => void
}

/** The shelf: only the rows in view exist, whatever the number of links. */
export function LinkList({ ids, route, tags, allowSites, open }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const { first, end } = useWindow(list, ids.length)
  const shown = ids.slice(first, end)
  const links = useLive(() => readLinks(shown), [shown.join()])
  const jobs = useLive(readJobs, [])
  useRowInView(list, ids.indexOf(route.link))
  return (
    <div class="shelf" ref={list} data-role="list">
      <ul
        class="shelf-rows"
        aria-label={t('library.links')}
        style={{ height: `${ids.length * ROW_HEIGHT}px` }}
      >
        {shown.map((id, offset) => (
          <li
            key={id}
            class="shelf-row"
            style={{ transform: `translateY(${(first + offset) * ROW_HEIGHT}px)` }}
            aria-setsize={ids.length}
            aria-posinset={first + offset + 1}
          >
            <Row
              link={links?.get(id)}
              jobs={jobs?.get(id) ?? []}
              {...{ route, tags, allowSites, open }}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

type RowProps = Omit<Props, 'ids'> & { link: Link | undefined; jobs: Job[] }

function Row({ link, route, ...rest }: RowProps) {
  if (!link) return <RowSkeleton />
  return (
    <LinkRow
      link={link}
      href={formatRoute({ ...route, link: link.id })}
      chosen={route.link === link.id}
      {...rest}
    />
  )
}

async function readLinks(ids: number[]): Promise<Map<number, Link>> {
  const links = await linksByIds(ids)
  return new Map(links.flatMap((link) => (link ? [[link.id, link]] : [])))
}

async function readJobs(): Promise<Map<number, Job[]>> {
  const byLink = new Map<number, Job[]>()
  for (const job of await allJobs()) {
    if (job.kind === 'keep') continue
    byLink.set(job.linkId, [...(byLink.get(job.linkId) ?? []), job])
  }
  return byLink
}
