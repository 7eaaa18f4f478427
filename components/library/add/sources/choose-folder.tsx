import { Bookmark, Folder } from 'lucide'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { languageTag, t } from '../../../../utils/i18n/t.ts'
import type { BookmarkFolder } from '../../../../utils/model/bookmark-folder.ts'
import { type ErrorReason, toLinkshotError } from '../../../../utils/model/error.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorNote } from '../../../ui/error-note.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Note } from '../../../ui/note.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { type FolderLine, folderLines } from './bookmark-folders.ts'
import type { LinkSources } from './link-sources.ts'
import './choose-folder.css'

interface Props {
  bookmarks: LinkSources['bookmarks']
  choose: (folder: BookmarkFolder) => void
}

/** Asks to see the browser's bookmarks, then for one of their folders. */
export function ChooseFolder({ bookmarks, choose }: Props) {
  const { allowed, ask, lines, reason } = useFolders(bookmarks)
  return (
    <div class="add-form" data-role="bookmarks">
      {allowed === false && (
        <Note
          icon={Bookmark}
          tone="accent"
          actions={
            <Button
              size="small"
              look="primary"
              icon={Bookmark}
              data-first
              data-action="allow-bookmarks"
              onClick={ask}
            >
              {t('library.allowBookmarks')}
            </Button>
          }
        >
          <p>{t('library.bookmarksNeed')}</p>
        </Note>
      )}
      {allowed && !lines && !reason && <Progress label={t('library.readingLinks')} />}
      {reason && <ErrorNote reason={reason} />}
      {lines && <FolderList lines={lines} choose={choose} />}
    </div>
  )
}

function useFolders(bookmarks: LinkSources['bookmarks']) {
  const [allowed, setAllowed] = useState<boolean>()
  const [lines, setLines] = useState<FolderLine[]>()
  const [reason, setReason] = useState<ErrorReason>()
  useEffect(() => void bookmarks.has().then(setAllowed), [])
  useEffect(() => {
    if (!allowed) return
    const read = async () => {
      const found = folderLines(await bookmarks.tree())
      if (found.length === 0) setReason('no-bookmarks')
      else setLines(found)
    }
    read().catch((error: unknown) => setReason(toLinkshotError(error).reason))
  }, [allowed])
  const ask = () => void bookmarks.request().then(setAllowed)
  return { allowed, ask, lines, reason }
}

/** A tree with all its branches open: folders are few, and nobody knows where the one is. */
function FolderList({ lines, choose }: { lines: FolderLine[]; choose: Props['choose'] }) {
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  const [active, setActive] = useState(0)
  useEffect(() => box.current?.focus(), [])
  const press = (event: KeyboardEvent) => {
    const line = lines[active]
    if ((event.key === 'Enter' || event.key === ' ') && line) choose(line.folder)
    else {
      const next = nextLine(event.key, active, lines)
      if (next === undefined) return
      setActive(next)
      box.current?.children[next]?.scrollIntoView({ block: 'nearest' })
    }
    event.preventDefault()
  }
  return (
    <>
      <p class="add-hint" id={`${id}-hint`}>
        {t('library.chooseFolder')}
      </p>
      <div
        ref={box}
        class="folders"
        role="tree"
        aria-labelledby={`${id}-hint`}
        aria-activedescendant={`${id}-${active}`}
        tabIndex={0}
        data-role="folders"
        onKeyDown={press}
      >
        {lines.map(({ folder, depth, count }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the tree says which line is active
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
          <div
            key={folder.id}
            id={`${id}-${index}`}
            class="folder"
            role="treeitem"
            aria-level={depth + 1}
            aria-selected={index === active}
            data-active={index === active}
            style={{ '--depth': depth }}
            onClick={() => choose(folder)}
          >
            <Icon node={Folder} />
            <span class="folder-name" dir="auto">
              {folder.title || t('library.allBookmarks')}
            </span>
            <span class="folder-count">{count.toLocaleString(languageTag())}</span>
          </div>
        ))}
      </div>
    </>
  )
}

/** Left goes to the folder around, the others up and down. */
function nextLine(key: string, at: number, lines: FolderLine[]): number | undefined {
  const depth = lines[at]?.depth ?? 0
  const around = lines.slice(0, at).findLastIndex((line) => line.depth < depth)
  const goal = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: around < 0 ? at : around,
    ArrowRight: at + 1,
    Home: 0,
    End: lines.length - 1,
  }[key]
  return goal === undefined ? undefined : Math.max(0, Math.min(lines.length - 1, goal))
}
