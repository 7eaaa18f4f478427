import { t } from '../../../utils/i18n/t.ts'
import type { AddedLine } from '../../../utils/messaging/protocol.ts'
import type { Link, Tag } from '../../../utils/model/link.ts'
import { AlsoKept } from '../../ui/also-kept.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { focusSoon } from '../focus-soon.ts'
import { AddFoot, type useAddChoices } from './add-foot.tsx'
import { PickHead } from './pick/pick-head.tsx'
import { PickList } from './pick/pick-list.tsx'
import type { Pick } from './pick/use-pick.ts'
import { ofPassage, passageOf, type Source } from './sources/source.ts'
import { SourceButtons } from './sources/source-buttons.tsx'
import { useAdd } from './use-add.ts'
import { type AddDraft, useAddDraft } from './use-add-draft.ts'

interface Props {
  first: string
  /** Told of every change of the text. */
  typed: (text: string) => void
  tags: Tag[]
  asked: ReturnType<typeof useAddChoices>
  done: (lines: AddedLine[]) => void
  /** Shows a link instead. */
  open: (link: Link) => void
  /** Takes links from another place. */
  choose: (source: Source) => void
}

/** What is to be added, which tags it gets, and whether the pages are kept too. */
export function AddForm({ first, typed, tags, asked, done, open, choose }: Props) {
  const { type, ...draft } = useAddDraft(first)
  const { text, pick } = draft
  const { add, busy, reason, setReason } = useAdd(done)
  const edit = (next: string) => {
    setReason(undefined)
    type(next)
    typed(next)
  }
  const submit = () => {
    if (text.trim() === '') focusSoon('[data-role=add-field]')
    else if (pick.chosen.length > 0) add(pick.chosen, asked.choices)
    else if (!listed(pick)) setReason(pick.items[0]?.reason ?? 'bad-address')
  }
  return (
    <form
      class="add-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <AddText
        draft={{ ...draft, type: edit }}
        add={submit}
        invalid={reason !== undefined}
        choose={choose}
      />
      <SourceButtons
        choose={choose}
        fail={(why) => {
          setReason(why)
          focusSoon('[data-role=add-field]')
        }}
        take={(found) => {
          edit(text.trim() === '' ? found : `${text.trimEnd()}\n${found}`)
          focusSoon('[data-role=add-field]')
        }}
      />
      {reason && <ErrorNote reason={reason} />}
      {listed(pick) && (
        <>
          {pick.items.length > 1 && <PickHead pick={pick} />}
          <PickList pick={pick} />
        </>
      )}
      <AlsoKept links={similarTo(pick)} asks open={open} />
      <AddFoot {...{ tags, asked, busy }} count={pick.chosen.length} idle={!listed(pick)} />
    </form>
  )
}

/** One address alone needs no list, unless it is known. */
const listed = ({ items, kept }: Pick): boolean =>
  items.length > 1 || items.some(({ key }) => kept.known.has(key))

/** In a list each line says it by itself. */
function similarTo({ items: [only, ...more], kept }: Pick): Link[] {
  const link = only && more.length === 0 ? kept.similar.get(only.key) : undefined
  return link ? [link] : []
}

interface TextProps {
  draft: AddDraft
  add: () => void
  invalid: boolean
  choose: (source: Source) => void
}

/** Enter adds one address, Ctrl+Enter any number; Shift+Enter and a second line are for lists. */
function AddText({ draft, add, invalid, choose }: TextProps) {
  return (
    <textarea
      class="add-text"
      data-role="add-field"
      rows={2}
      dir="auto"
      spellcheck={false}
      aria-label={t('library.addAddress')}
      aria-invalid={invalid}
      placeholder={t('library.addPlaceholder')}
      value={draft.text}
      onInput={(event) => draft.type(event.currentTarget.value)}
      onPaste={(event) => {
        const found = ofPassage(passageOf(event.clipboardData), true)
        // Text goes where the cursor is, which the browser knows best.
        if (typeof found === 'string') return
        event.preventDefault()
        choose(found)
      }}
      onKeyDown={(event) => {
        const one = !event.shiftKey && !draft.text.trim().includes('\n')
        if (event.key !== 'Enter' || event.isComposing) return
        if (!one && !event.ctrlKey && !event.metaKey) return
        event.preventDefault()
        add()
      }}
    />
  )
}
