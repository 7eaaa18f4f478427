import { Tags } from 'lucide'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { Manager } from './use-tag-manager.ts'

/** Says how tags come to be. */
export function NoTags() {
  return (
    <EmptyState icon={Tags} title={t('tags.none')}>
      <p>{t('tags.noneKeep')}</p>
      <p>{t('tags.nonePath')}</p>
    </EmptyState>
  )
}

/** A filter no tag passes; what was typed can be made one. */
export function NoMatch({ manager }: { manager: Manager }) {
  const { state, setTyped, createField } = manager
  const { filter, unused } = state.view
  const wanted = filter.trim()
  const create = () => {
    setTyped(wanted)
    createField.current?.focus()
  }
  return (
    <div class="tags-none" data-role="no-match">
      <p>{t(unused ? 'tags.noneUnused' : 'tags.noMatch')}</p>
      {!unused && wanted !== '' && (
        <Button size="small" look="quiet" onClick={create}>
          {t('ui.newTag', wanted)}
        </Button>
      )}
    </div>
  )
}
