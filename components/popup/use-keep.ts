import { useState } from 'preact/hooks'
import { send } from '../../utils/messaging/send.ts'
import { type ErrorReason, toLinkshotError } from '../../utils/model/error.ts'
import type { PopupProps } from './popup-props.ts'

export type Step =
  | { name: 'rest' }
  | { name: 'keeping' }
  | { name: 'kept'; actId: string; linkId: number }
  | { name: 'undone' }
  /** `typed` is the address that was refused, so that it can be corrected. */
  | { name: 'failed'; reason: ErrorReason; typed: string; again: () => void }

export interface Keep {
  step: Step
  keepPage: () => void
  /** The same with a picture of the whole page, this once. */
  keepWhole: () => void
  /** Keeps only what is selected in a frame of the page. */
  keepSelection: (frame: number) => void
  /** Keeps an address without its page: the tab's, or a typed one where we may not see the tab's. */
  keepLink: (url: string) => void
  undo: () => void
}

/** What the user did in this popup so far. */
export function useKeep({ tab }: PopupProps): Keep {
  const [step, setStep] = useState<Step>({ name: 'rest' })

  const run = async (act: () => Promise<Step>, again: () => void, typed = '') => {
    try {
      setStep(await act())
    } catch (error) {
      setStep({ name: 'failed', reason: toLinkshotError(error).reason, typed, again })
    }
  }
  const keep = (
    act: () => Promise<{ actId: string; linkId: number }>,
    again: () => void,
    typed = '',
  ) => {
    setStep({ name: 'keeping' })
    const kept = async (): Promise<Step> => {
      const { actId, linkId } = await act()
      return { name: 'kept', actId, linkId }
    }
    void run(kept, again, typed)
  }
  const keepPage = () => keep(() => send('keep-tab', { tabId: tab.id, trigger: 'popup' }), keepPage)
  const keepWhole = () =>
    keep(() => send('keep-tab', { tabId: tab.id, trigger: 'popup', wholePicture: true }), keepWhole)
  const keepSelection = (selection: number) =>
    keep(
      () => send('keep-tab', { tabId: tab.id, trigger: 'popup', selection }),
      () => keepSelection(selection),
    )
  const keepLink = (url: string) =>
    keep(
      () => send('keep-address', { url, title: tab.title }),
      () => setStep({ name: 'rest' }),
      url,
    )
  const undo = () => {
    if (step.name !== 'kept') return
    const { actId } = step
    void run(
      async () => {
        await send('undo', { actId })
        return { name: 'undone' }
      },
      () => setStep({ name: 'rest' }),
    )
  }
  return { step, keepPage, keepWhole, keepSelection, keepLink, undo }
}
