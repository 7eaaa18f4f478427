import { t } from '../../../../utils/i18n/t.ts'
import type { Source } from './source.ts'

/** What a list of links is headed with. */
export function sourceTitle(source: Source): string {
  switch (source.kind) {
    case 'files': {
      const [only, ...more] = source.files
      if (only && more.length === 0) return t('library.linksOfFile', only.name)
      return t('library.linksOfFiles', source.files.length)
    }
    case 'text':
      return t(source.clipboard ? 'library.linksOfClipboard' : 'library.linksOfText')
    case 'page':
      return t('library.linksOfPage')
    case 'tabs':
      return t('library.linksOfTabs')
    case 'bookmarks':
      return t('library.linksOfBookmarks')
    case 'folder':
      return source.folder.title || t('library.allBookmarks')
  }
}
