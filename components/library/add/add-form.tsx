import { Plus } from 'lucide'
import { useState } from 'preact/hooks'
import { t, tn } from '../../../utils/i18n/t.ts'
import type { AddedLine } from '../../../utils/messaging/protocol.ts'
import { send } from '../../../utils/messaging/send.ts'
import { type ErrorReason, toLinkshotError } from '../../../utils/model/error.ts'
import type { Link, Tag } from '../../../utils/model/link.ts'
import { AlsoKept } from '../../ui/also-kept.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TagInput } from '../../ui/tag-input.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { focusSoon } from '../focus-soon.ts'
import { AddLines } from './add-lines.tsx'
import { type AddDraft, type DraftLine, useAddDraft } from './use-add-draft.ts'
import { type NewTags, useNewTags } from './use-new-tags.ts'

interface Props {
  first: string
  tags: Tag[]
  done: (lines: AddedLine[]) => void
  /** Shows a link instead. */
  open: (link: Link) => void
}

/** What is to be added, which tags it gets, and whether the pages are kept too. */
export function AddForm({ first, tags, done, open }: Props) {
  const draft = useAddDraft(first)
  const given = useNewTags(tags)
  const [capture, setCapture] = useState(true)
  const { add, busy, reason } = useAdd(draft, given, capture, done)
  return (
    <form
      class="add-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (draft.text.trim() === '') focusSoon('[data-role=add-field]')
        add()
      }}
    >
      <AddText draft={draft} add={add} invalid={reason !== undefined} />
      {reason && <ErrorNote reason={reason} />}
      <AddLines lines={draft.lines} choose={draft.choose} />
      <AlsoKept links={similarTo(draft.lines)} asks open={open} />
      <TagInput tags={tags} chosen={given.chosen} onAdd={given.add} onRemove={given.remove} />
      <footer class="add-foot">
        <label class="add-check">
          <input
            type="checkbox"
            checked={capture}
            data-role="add-capture"
            onClick={(event) => setCapture(event.currentTarget.checked)}
          />
          {t('library.addCapture')}
        </label>
        <Button type="submit" look="primary" icon={Plus} disabled={busy} data-action="add">
          {draft.urls.length > 1 ? tn('library.addCount', draft.urls.length) : t('library.addOne')}
        </Button>
      </footer>
    </form>
  )
}

/** In a list each line says it by itself. */
function similarTo([only, ...more]: DraftLine[]): Link[] {
  return only?.similar && more.length === 0 ? [only.similar] : []
}

/** Enter adds one address, Ctrl+Enter any number; Shift+Enter and a second line are for lists. */
function AddText({ draft, add, invalid }: { draft: AddDraft; add: () => void; invalid: boolean }) {
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

/** @returns also why it failed, as long as nobody changed the text since */
function useAdd(draft: AddDraft, given: NewTags, capture: boolean, done: Props['done']) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ text: string; reason: ErrorReason }>()
  const fail = (reason: ErrorReason) => setFailed({ text: draft.text, reason })
  const run = async () => {
    setBusy(true)
    try {
      const data = { urls: draft.urls, tags: given.paths, capture }
      const { actId, lines } = await send('add-links', data)
      sayAdded(actId, lines)
      done(lines)
    } catch (error) {
      fail(toLinkshotError(error).reason)
    }
    setBusy(false)
  }
  const add = () => {
    if (busy || draft.text.trim() === '') return
    if (draft.urls.length > 0) void run()
    else fail(draft.lines[0]?.reason ?? 'bad-address')
  }
  return { add, busy, reason: failed?.text === draft.text ? failed.reason : undefined }
}

function sayAdded(actId: string, lines: AddedLine[]): void {
  const fresh = lines.filter((line) => 'linkId' in line && !line.already).length
  if (fresh > 0) showToast(tn('library.added', fresh), { actId })
  else if (lines.some((line) => 'linkId' in line)) showToast(t('library.already'))
}
