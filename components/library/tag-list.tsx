import { tagCounts } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { TagDot } from '../ui/tag-dot.tsx'
import { useLive } from '../ui/use-live.ts'
import { HOME, type Route } from './route.ts'
import { SideLink } from './side-link.tsx'

interface Props {
  route: Route
  tags: Tag[]
}

/** Tags in use; a click shows their links, a second one all links again. */
export function TagList({ route, tags }: Props) {
  const counts = useLive(tagCounts, [])
  const used = tags.filter((tag) => tag.id === route.tag || (counts?.get(tag.id) ?? 0) > 0)
  if (used.length === 0) return null
  return (
    <section class="side-tags">
      <h2 class="side-heading">{t('ui.tags')}</h2>
      <ul class="side-list">
        {used.map((tag) => (
          <li key={tag.id} data-tag-id={tag.id}>
            <SideLink
              to={{ ...HOME, tag: tag.id === route.tag ? 0 : tag.id }}
              current={tag.id === route.tag}
              before={<TagDot tag={tag} />}
              name={tag.name}
              count={counts?.get(tag.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
