import { useMemo } from 'preact/hooks'
import { countTags } from '../../../utils/db/catalogue/count-tags.ts'
import { linksBelow } from '../../../utils/db/queries.ts'
import { languageTag } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { tagPath } from '../../../utils/model/tag-tree.ts'
import type { Counted, Known } from '../../../utils/search/query/complete-query.ts'
import { hostOf } from '../../ui/format.ts'
import { useCalmLive } from '../use-calm-live.ts'
import { useColumns } from '../use-columns.ts'

/** Sites are those of so many of the newest links: reading all takes too long for what is offered while typing. */
const MOST_READ = 2000

const NO_COUNTS: ReadonlyMap<number, number> = new Map()

/** What completion may offer; read once the search box is used. */
export function useKnown(tags: readonly Tag[], used: boolean): Known {
  const columns = useColumns()
  const counts = useMemo(
    () => (used && columns?.held ? countTags(columns, columns.ids, tags) : NO_COUNTS),
    [used, columns, tags],
  )
  const sites = useCalmLive(newestSites, used)
  return useMemo(
    () => ({
      tags: countedTags(tags, counts),
      sites: sites ?? [],
      language: languageTag() === 'zh-CN' ? 'zh' : 'en',
    }),
    [tags, counts, sites],
  )
}

function countedTags(tags: readonly Tag[], counts: ReadonlyMap<number, number>): Counted[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return tags.map((tag) => ({ name: tagPath(tag, byId), count: counts.get(tag.id) ?? 0 }))
}

async function newestSites(): Promise<Counted[]> {
  const counts = new Map<string, number>()
  for (const { url } of await linksBelow(Infinity, MOST_READ)) {
    const host = hostOf(url)
    counts.set(host, (counts.get(host) ?? 0) + 1)
  }
  return [...counts].map(([name, count]) => ({ name, count }))
}
