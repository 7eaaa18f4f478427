import { useEffect, useState } from 'preact/hooks'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import { countTags } from '../../utils/db/catalogue/count-tags.ts'
import type { Tag } from '../../utils/model/link.ts'

/** Numbers may come this much later than the links they count: those are drawn first. */
const AFTER_YOU_MS = 60

/** How many of the links a view shows hold each tag; undefined until there was time to count. */
export function useTagCounts(
  columns: Columns | undefined,
  ids: Float64Array | undefined,
  tags: Tag[],
): ReadonlyMap<number, number> | undefined {
  const [counts, setCounts] = useState<ReadonlyMap<number, number>>()
  useEffect(() => {
    if (!columns?.held || !ids) return
    const timer = setTimeout(() => setCounts(countTags(columns, ids, tags)), AFTER_YOU_MS)
    return () => clearTimeout(timer)
  }, [columns, ids, tags])
  return counts
}
