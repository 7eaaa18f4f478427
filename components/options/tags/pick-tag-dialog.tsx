import { ArrowUpToLine, Search } from 'lucide'
import { useId, useMemo, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { descendantsOf } from '../../../utils/model/tag-tree.ts'
import { Icon } from '../../ui/icon.tsx'
import { foldName } from '../../ui/match-tags.ts'
import { TagDot } from '../../ui/tag-dot.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Dialog } from './dialog.tsx'

interface Props {
  tag: Tag
  tags: Tag[]
  path: (tag: Tag) => string
  title: string
  text: string
  /** Offers the top level too. */
  top: boolean
  /** Undefined is the top level. */
  choose: (target: Tag | undefined) => void
  close: () => void
}

interface Option {
  id: number
  name: string
  tag: Tag | undefined
}

/** More than this many nobody looks through; another letter narrows them down. */
const SHOWN = 50

/** The list below belongs to the field. */
const COMBOBOX = { role: 'combobox' } as const

/** Chooses another tag by any part of its path. Enter takes the first one that matches. */
export function PickTagDialog(props: Props) {
  const { title, text, choose, close } = props
  const [typed, setTyped] = useState('')
  // Nothing at first: Enter alone must not merge with whatever comes first in the alphabet.
  const [at, setAt] = useState(-1)
  const list = useId()
  const all = useOptions(props)
  const wanted = foldName(typed)
  const options = all.filter(({ name }) => foldName(name).includes(wanted)).slice(0, SHOWN)
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const option = options[at]
    if (step)
      setAt((Math.max(at, step > 0 ? -1 : 0) + step + options.length) % Math.max(1, options.length))
    else if (event.key === 'Enter' && option) choose(option.tag)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={title} name="pick-tag" close={close}>
      <p class="dialog-text">{text}</p>
      <TextField
        label={t('tags.pick')}
        placeholder={t('tags.pick')}
        icon={Search}
        autofocus
        {...COMBOBOX}
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        {...(options[at] ? { 'aria-activedescendant': `${list}-${at}` } : {})}
        data-role="pick"
        value={typed}
        onText={(words) => {
          setTyped(words)
          setAt(words === '' ? -1 : 0)
        }}
        onKeyDown={press}
      />
      <Options id={list} options={options} at={at} choose={choose} />
    </Dialog>
  )
}

function useOptions({ tag, tags, path, top }: Props): Option[] {
  return useMemo(() => {
    const barred = new Set([tag.id, ...descendantsOf(tags, tag.id)])
    const others = tags
      .filter(({ id }) => !barred.has(id) && !(top && id === tag.parent))
      .map((each) => ({ id: each.id, name: path(each), tag: each }))
      .sort((a, b) => a.name.localeCompare(b.name))
    const offersTop = top && tag.parent !== 0
    return offersTop ? [{ id: 0, name: t('tags.topLevel'), tag: undefined }, ...others] : others
  }, [tag, tags, top])
}

interface OptionsProps {
  id: string
  options: Option[]
  at: number
  choose: Props['choose']
}

function Options({ id, options, at, choose }: OptionsProps) {
  if (options.length === 0) return <p class="pick-list pick-none">{t('tags.noMatch')}</p>
  return (
    <div class="pick-list" id={id} role="listbox" aria-label={t('ui.tags')}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
        <div
          key={option.id}
          id={`${id}-${index}`}
          class="pick-option"
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          ref={(element) => {
            if (index === at) element?.scrollIntoView({ block: 'nearest' })
          }}
          onClick={() => choose(option.tag)}
        >
          {option.tag ? <TagDot tag={option.tag} /> : <Icon node={ArrowUpToLine} />}
          <span class="ui-tag-name" dir="auto">
            {option.name}
          </span>
        </div>
      ))}
    </div>
  )
}
