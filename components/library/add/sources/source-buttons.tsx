import { AppWindow, Bookmark, ClipboardPaste, FileText, type IconNode } from 'lucide'
import { useRef } from 'preact/hooks'
import { type MessageKey, t } from '../../../../utils/i18n/t.ts'
import { FILE_TYPES } from '../../../../utils/links/files/link-file.ts'
import { type ErrorReason, toLinkshotError } from '../../../../utils/model/error.ts'
import { Button } from '../../../ui/button.tsx'
import { readClipboard } from './read-clipboard.ts'
import { ofPassage, type Source } from './source.ts'

interface Props {
  choose: (source: Source) => void
  /** Takes text into the field. */
  take: (text: string) => void
  fail: (reason: ErrorReason) => void
}

/** The other places links can be taken from. */
export function SourceButtons({ choose, take, fail }: Props) {
  const files = useRef<HTMLInputElement>(null)
  const paste = async () => {
    try {
      const found = ofPassage(await readClipboard(), true)
      if (typeof found !== 'string') choose(found)
      else if (found.trim() === '') fail('text-no-links')
      else take(found)
    } catch (error) {
      fail(toLinkshotError(error).reason)
    }
  }
  const ways: [action: string, icon: IconNode, name: MessageKey, go: () => void][] = [
    ['paste', ClipboardPaste, 'library.fromClipboard', () => void paste()],
    ['choose-files', FileText, 'library.fromFiles', () => files.current?.click()],
    ['from-tabs', AppWindow, 'library.fromTabs', () => choose({ kind: 'tabs' })],
    ['from-bookmarks', Bookmark, 'library.fromBookmarks', () => choose({ kind: 'bookmarks' })],
  ]
  return (
    <fieldset class="add-sources" aria-label={t('library.addFrom')}>
      {ways.map(([action, icon, name, go]) => (
        <Button
          key={action}
          size="small"
          look="quiet"
          icon={icon}
          data-action={action}
          onClick={go}
        >
          {t(name)}
        </Button>
      ))}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={FILE_TYPES}
        data-role="files"
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          if (chosen.length > 0) choose({ kind: 'files', files: chosen })
        }}
      />
    </fieldset>
  )
}
