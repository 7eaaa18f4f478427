import { useEffect, useRef, useState } from 'preact/hooks'
import { errorText, t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { TAG_SEPARATOR } from '../../../utils/model/tag-tree.ts'
import { Button } from '../../ui/button.tsx'
import { mergeTags, renameTag } from './tag-acts.ts'

interface Props {
  tag: Tag
  byId: ReadonlyMap<number, Tag>
  path: (tag: Tag) => string
  /** The tag that goes on to be the active one. */
  close: (id: number) => void
}

/** The name of a tag being changed in its row. A name that is taken offers to make one of the two. */
export function RenameField({ tag, byId, path, close }: Props) {
  const [text, setText] = useState(tag.name)
  const [taken, setTaken] = useState<Tag>()
  const input = useRef<HTMLInputElement>(null)
  const over = useRef(false)
  useEffect(() => input.current?.select(), [])
  const problem = problemOf(text)
  // A field that goes away loses the focus, which must not save it again.
  const end = (id: number) => {
    over.current = true
    close(id)
  }
  const merge = async (into: Tag) => {
    if (await mergeTags(tag, into)) end(into.id)
  }
  const save = async () => {
    if (taken) return merge(taken)
    if (problem) return
    if (text.trim() === tag.name) return end(tag.id)
    const answer = await renameTag(tag, text.trim())
    if (typeof answer === 'number') setTaken(byId.get(answer))
    else if (answer === 'done') end(tag.id)
  }
  const leave = async () => {
    if (over.current) return
    if (taken || problem) end(tag.id)
    else await save()
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    event.stopPropagation()
    if (event.key === 'Escape') end(tag.id)
    if (event.key !== 'Enter') return
    event.preventDefault()
    void save()
  }
  return (
    <span class="tag-rename">
      <input
        ref={input}
        class="tag-rename-field"
        data-role="rename"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        aria-label={t('tags.rename')}
        aria-invalid={problem !== undefined || taken !== undefined}
        value={text}
        onInput={(event) => {
          setTaken(undefined)
          setText(event.currentTarget.value)
        }}
        onKeyDown={press}
        onBlur={() => void leave()}
      />
      {taken ? (
        <Taken name={path(taken)} merge={() => void merge(taken)} />
      ) : (
        problem && (
          <p class="tag-rename-note tag-rename-problem" role="alert">
            {problem}
          </p>
        )
      )}
    </span>
  )
}

function Taken({ name, merge }: { name: string; merge: () => void }) {
  return (
    <div class="tag-rename-note" role="alert" data-role="taken">
      <p>{t('tags.taken', name)}</p>
      <Button
        look="primary"
        size="small"
        shortcut="Enter"
        data-action="merge-taken"
        // Before the field loses the focus, which would end the renaming.
        onPointerDown={(event) => event.preventDefault()}
        onClick={merge}
      >
        {t('tags.mergeInto', name)}
      </Button>
    </div>
  )
}

const LONGEST = 100

function problemOf(text: string): string | undefined {
  const name = text.trim()
  if (name === '') return errorText('bad-name')
  if (name.length > LONGEST) return t('tags.tooLong', name.length)
  return name.replaceAll('／', TAG_SEPARATOR).includes(TAG_SEPARATOR) ? t('tags.slash') : undefined
}
