import { useState } from 'preact/hooks'
import type { Tag } from '../../utils/model/link.ts'
import { splitNames } from './match-tags.ts'
import { type TagOption, tagOptions } from './tag-options.tsx'

const COMMA = /[,，、]/

export interface TagField {
  typed: string
  options: TagOption[]
  /** Index of the option Enter takes, -1 for none. */
  active: number
  shown: boolean
  type: (text: string) => void
  compose: (text: string) => void
  press: (event: KeyboardEvent) => void
  pick: (name: string) => void
  close: () => void
}

/** What a tag field holds and how it answers to keys. */
export function useTagField(
  tags: Tag[],
  chosen: Tag[],
  onAdd: (names: string[]) => void,
  onRemove: (tag: Tag) => void,
): TagField {
  const [typed, setTyped] = useState('')
  // -1 until an arrow chose: Enter then takes the first match of what was typed.
  const [moved, setMoved] = useState(-1)
  const [open, setOpen] = useState(false)
  const ids = chosen.map((tag) => tag.id)
  const options = tagOptions(tags, typed, ids)
  const shown = open && options.length > 0
  const active = moved < 0 && typed !== '' ? 0 : moved

  const add = (names: string[]) => {
    compose('')
    if (names.length > 0) onAdd(names)
  }
  const compose = (text: string) => {
    setMoved(-1)
    setOpen(text !== '')
    setTyped(text)
  }
  const move = (by: number) => {
    setOpen(true)
    const from = Math.max(active, by > 0 ? -1 : 0)
    setMoved((from + by + options.length) % Math.max(1, options.length))
  }
  const enter = () => {
    const option = shown ? options[active] : undefined
    add(option ? [option.name] : splitNames(typed))
  }
  const press = (event: KeyboardEvent) => {
    // Enter that ends a Chinese input method's word is not ours.
    if (event.isComposing) return
    const last = chosen.at(-1)
    if (event.key === 'Backspace') {
      if (typed === '' && last) onRemove(last)
      return
    }
    const action = {
      Enter: enter,
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: shown ? () => setOpen(false) : undefined,
    }[event.key]
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }
  return {
    typed,
    options,
    active,
    shown,
    compose,
    press,
    type: (text) => (COMMA.test(text) ? add(splitNames(text)) : compose(text)),
    pick: (name) => add([name]),
    close: () => setOpen(false),
  }
}
