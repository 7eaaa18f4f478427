import { t } from '../../../utils/i18n/t.ts'
import { byteSize } from '../../ui/format.ts'
import { Line } from '../line.tsx'
import type { OptionsProps } from '../options-props.ts'
import { Section } from '../section.tsx'
import { EmptyTrash } from './empty-trash.tsx'
import { FreeSpace } from './free-space.tsx'
import { Persistence } from './persistence.tsx'
import { SearchIndex } from './search-index.tsx'
import { StorageBar, StorageSkeleton } from './storage-bar.tsx'
import { useStorage } from './use-storage.ts'
import './storage.css'

/** What is stored, by kind, and how to have less of it. */
export function Storage({ isStorageSafe }: Pick<OptionsProps, 'isStorageSafe'>) {
  const { figures, trash, recount } = useStorage()
  return (
    <div class="storage" data-role="storage" data-ready={figures !== undefined}>
      {figures ? <StorageBar figures={figures} /> : <StorageSkeleton />}
      <Section title={t('storage.lessTitle')}>
        <EmptyTrash count={trash} bytes={figures?.use.trash} done={recount} />
        <FreeSpace bytes={figures?.use.undo} done={recount} />
      </Section>
      <SearchIndex />
      {figures && (
        <Section title={t('storage.browserTitle')} hint={t('storage.browserHint')}>
          <Line label={t('storage.quota')} hint={t('storage.quotaHint')}>
            <span class="storage-figure">{byteSize(figures.quota)}</span>
          </Line>
          <Persistence isSafe={isStorageSafe} />
        </Section>
      )}
    </div>
  )
}
