import { allTags, tagCounts } from '../../utils/db/queries.ts'
import { t, tn } from '../../utils/i18n/t.ts'
import { TagDot } from '../ui/tag-dot.tsx'
import { useLive } from '../ui/use-live.ts'
import { Section } from './section.tsx'

/** All tags with what they hold; each leads to its links. */
export function TagOverview() {
  const tags = useLive(allTags, [])
  const counts = useLive(tagCounts, [])
  if (!tags || !counts) return null
  return (
    <Section title={t('ui.tags')}>
      {tags.length === 0 && <p class="options-line options-hint">{t('options.noTags')}</p>}
      <ul class="options-tags">
        {tags.map((tag) => (
          <li key={tag.id}>
            <a class="options-tag" href={`library.html#/all?tag=${tag.id}`}>
              <TagDot tag={tag} />
              <span class="options-tag-name" dir="auto">
                {tag.name}
              </span>
              <span class="options-tag-count">{tn('ui.links', counts.get(tag.id) ?? 0)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
