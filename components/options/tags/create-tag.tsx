import { Plus } from 'lucide'
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { errorText, t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { splitPath } from '../../../utils/model/tag-tree.ts'
import { Button } from '../../ui/button.tsx'
import { onEnterOrEscape } from '../../ui/on-enter-or-escape.ts'
import { TextField } from '../../ui/text-field.tsx'
import { createTag } from './tag-acts.ts'
import type { TreeOps } from './use-tree-ops.ts'
import { tagAt } from './visible-rows.ts'

interface Props {
  tags: Tag[]
  text: string
  setText: (text: string) => void
  field: RefObject<HTMLInputElement | null>
  ops: TreeOps
  /** Shows a tag that was just made, which the tree doesn't know yet. */
  made: (id: number) => void
  /** Leaves the field for a row. */
  leave: (id: number) => void
}

/** The field that makes tags; a path makes those above too, and one that is there is gone to. */
export function CreateTag({ tags, text, setText, field, ops, made, leave }: Props) {
  const [tried, setTried] = useState(false)
  const known = tagAt(text, tags)
  const bad = problemOf(text)
  const edit = (typed: string) => {
    setTried(false)
    setText(typed)
  }
  const create = async () => {
    setTried(true)
    if (bad) return
    if (known) {
      ops.reveal(known)
      leave(known.id)
      return
    }
    // At once, for the next one to be typed; what failed comes back.
    edit('')
    const id = await createTag(splitPath(text).join('/'))
    if (id === undefined) setText(text)
    else made(id)
  }
  return (
    <div class="tag-create">
      <div class="tag-create-line">
        <TextField
          label={t('tags.create')}
          placeholder={t('tags.createPlaceholder')}
          icon={Plus}
          hint="N"
          input={field}
          data-role="create-tag"
          value={text}
          onText={edit}
          invalid={tried && bad !== undefined}
          onKeyDown={onEnterOrEscape(
            () => void create(),
            () => edit(''),
          )}
        />
        <Button
          look={text.trim() === '' ? 'plain' : 'primary'}
          data-action="create-tag"
          onClick={() => void create()}
        >
          {t(known ? 'tags.show' : 'tags.createIt')}
        </Button>
      </div>
      {known && (
        <p class="tag-create-note" role="status" data-role="known">
          {t('tags.known', ops.path(known))}
        </p>
      )}
      {tried && bad && (
        <p class="tag-create-note tag-create-bad" role="alert" data-role="bad-name">
          {bad}
        </p>
      )}
    </div>
  )
}

const LONGEST = 100

function problemOf(path: string): string | undefined {
  const names = splitPath(path)
  if (names.length === 0) return errorText('bad-name')
  const longest = Math.max(...names.map(({ length }) => length))
  return longest > LONGEST ? t('tags.tooLong', longest) : undefined
}
