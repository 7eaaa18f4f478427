import { RefreshCw } from 'lucide'
import { useMemo, useState } from 'preact/hooks'
import { linksByIds, setting } from '../../../utils/db/queries.ts'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { useLive } from '../../ui/use-live.ts'
import { PageFrame } from '../page/page-frame.tsx'
import { DuplicateList, type ShownGroup } from './duplicate-list.tsx'
import { stillAlike } from './stay-together.ts'
import { type Search, useDuplicates } from './use-duplicates.ts'

/** As many groups more as are shown by a click. */
const PAGE = 20

interface Props {
  openViewer: (snapshot: string) => void
  openAddress: (url: string) => void
}

/** Links that may be one page, to be merged or told apart. */
export function Duplicates(props: Props) {
  const { search, again, stop } = useDuplicates()
  const [limit, setLimit] = useState(PAGE)
  const groups = useShown(search, limit)
  return (
    <PageFrame
      name="duplicates"
      title={t('duplicates.title')}
      lead={t('duplicates.lead')}
      tools={
        search.share === 1 && (
          <Button size="small" icon={RefreshCw} data-action="again" onClick={again}>
            {t('duplicates.again')}
          </Button>
        )
      }
    >
      <DuplicateList
        {...props}
        {...{ search, groups, stop }}
        more={search.groups.length > limit}
        showMore={() => setLimit(limit + PAGE)}
      />
    </PageFrame>
  )
}

/** The first groups as they are now: merged links leave theirs, and come back by undo. */
function useShown({ groups }: Search, limit: number): ShownGroup[] | undefined {
  const first = useMemo(() => groups.slice(0, limit), [groups, limit])
  const ids = useMemo(() => first.flatMap((group) => group.ids), [first])
  const rows = useLive(async () => ({ ids, links: await linksByIds(ids) }), [ids])
  const apart = useLive(() => setting('linksApart'), [])
  return useMemo(() => {
    if (!rows || !apart) return undefined
    const byId = new Map(rows.links.map((link) => [link?.id, link]))
    const told = new Set(apart)
    return first
      .map(({ ids: own, reasons }) => ({
        key: own.join(' '),
        reasons,
        links: stillAlike(
          own.map((id) => byId.get(id)),
          told,
        ),
      }))
      .filter(({ links }) => links.length > 1)
  }, [first, rows, apart])
}
