import { useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import type { AddedLink } from '../../utils/messaging/protocol.ts'
import { send } from '../../utils/messaging/send.ts'
import { type ErrorReason, toLinkshotError } from '../../utils/model/error.ts'
import { showToast } from '../ui/toast-store.ts'

export interface Adding {
  text: string
  type: (text: string) => void
  submit: () => void
  busy: boolean
  reason: ErrorReason | undefined
  /** The link was added, its page waits for a permission. */
  waiting: boolean
  dismiss: () => void
}

/**
 * The field that takes addresses.
 * @param show brings a link into view
 */
export function useAddLink(prefilled: string, show: (linkId: number) => void): Adding {
  const [text, setText] = useState(prefilled)
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState<ErrorReason>()
  const [waiting, setWaiting] = useState(false)

  const finish = (added: AddedLink) => {
    setText('')
    setWaiting(added.capture === 'needs-permission')
    if (added.already) {
      show(added.linkId)
      showToast(t('library.already'))
    } else {
      show(0)
      showToast(t('library.added'), { actId: added.actId })
    }
  }
  const add = async () => {
    setBusy(true)
    setReason(undefined)
    try {
      finish(await send('add-link', { url: text.trim(), tags: [], capture: true }))
    } catch (error) {
      setReason(toLinkshotError(error).reason)
    }
    setBusy(false)
  }
  return {
    text,
    busy,
    reason,
    waiting,
    type: (next) => {
      setReason(undefined)
      setText(next)
    },
    submit: () => {
      if (text.trim() !== '' && !busy) void add()
    },
    dismiss: () => setWaiting(false),
  }
}
