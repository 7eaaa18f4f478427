import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { TagChip } from './tag-chip.tsx'
import { TagOptions } from './tag-options.tsx'
import { type TagField, useTagField } from './use-tag-field.ts'
import './tag-input.css'

interface Props {
  /** All tags there are, for completion. */
  tags: Tag[]
  chosen: Tag[]
  onAdd: (names: string[]) => void
  onRemove: (tag: Tag) => void
  autofocus?: boolean
}

/** Chips with a field behind them: Enter and commas add, Backspace in the empty field takes the last off. */
export function TagInput({ tags, chosen, onAdd, onRemove, autofocus = false }: Props) {
  const field = useTagField(tags, chosen, onAdd, onRemove)
  const list = useId()
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return (
    <div class="ui-tag-input">
      <div class="ui-tag-input-box">
        {chosen.map((tag) => (
          <TagChip
            key={tag.id}
            tag={tag}
            path={tagPath(tag, byId)}
            onRemove={() => onRemove(tag)}
          />
        ))}
        <Field
          field={field}
          list={list}
          autofocus={autofocus}
          placeholder={chosen.length === 0 ? t('ui.addTags') : ''}
        />
      </div>
      {field.shown && (
        <TagOptions id={list} options={field.options} active={field.active} pick={field.pick} />
      )}
    </div>
  )
}

interface FieldProps {
  field: TagField
  list: string
  autofocus: boolean
  placeholder: string
}

function Field({ field, list, autofocus, placeholder }: FieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const active = field.shown && field.active >= 0
  useEffect(() => {
    if (autofocus) input.current?.focus()
  }, [autofocus])
  return (
    <input
      ref={input}
      class="ui-tag-input-field"
      data-role="tag-input"
      role="combobox"
      aria-label={t('ui.addTags')}
      aria-expanded={field.shown}
      aria-controls={list}
      aria-autocomplete="list"
      {...(active ? { 'aria-activedescendant': `${list}-${field.active}` } : {})}
      placeholder={placeholder}
      autocomplete="off"
      dir="auto"
      value={field.typed}
      onInput={(event) =>
        event.isComposing
          ? field.compose(event.currentTarget.value)
          : field.type(event.currentTarget.value)
      }
      onCompositionEnd={(event) => field.type(event.currentTarget.value)}
      onKeyDown={field.press}
      onBlur={field.close}
    />
  )
}
