import { t } from '../../../utils/i18n/t.ts'
import { byteSize } from '../../ui/format.ts'
import { Line } from '../line.tsx'
import type { OptionsProps } from '../options-props.ts'
import { Section } from '../section.tsx'
import { EmptyTrash } from './empty-trash.tsx'
import { FreeSpace } from './free-space.tsx'
import { OldVersions } from './old-versions.tsx'
import { Persistence } from './persistence.tsx'
import { SearchIndex } from './search-index.tsx'
import { Shares } from './shares.tsx'
import { StorageBar, StorageSkeleton } from './storage-bar.tsx'
import { useIndex } from './use-index.ts'
import { useStorage } from './use-storage.ts'
import './storage.css'

/** What is stored, by kind, and how to have less of it. */
export function Storage({
  isStorageSafe,
  dropVersions,
}: Pick<OptionsProps, 'isStorageSafe' | 'dropVersions'>) {
  const { figures, trash, recount } = useStorage()
  const { index, share, again } = useIndex(figures !== undefined)
  const changed = () => {
    recount()
    again()
  }
  return (
    <div class="storage" data-role="storage" data-ready={figures !== undefined}>
      {figures ? <StorageBar figures={figures} /> : <StorageSkeleton />}
      <Section title={t('storage.lessTitle')}>
        <EmptyTrash count={trash} bytes={figures?.use.trash} done={recount} />
        <OldVersions {...{ index, share, dropVersions }} done={changed} />
        <FreeSpace bytes={figures?.use.undo} done={recount} />
      </Section>
      {index && <Shares index={index} />}
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
