import { Bookmark, Camera, Info, UnfoldVertical } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { setting } from '../../utils/db/queries.ts'
import { errorText, t } from '../../utils/i18n/t.ts'
import { AlsoKept } from '../ui/also-kept.tsx'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { useAlsoKept } from '../ui/use-also-kept.ts'
import { useLive } from '../ui/use-live.ts'
import { AddressForm } from './address-form.tsx'
import { openLink } from './open-link.ts'
import type { PopupProps } from './popup-props.ts'
import { SelectionButton } from './selection-button.tsx'
import type { Keep } from './use-keep.ts'

type Props = PopupProps & {
  keep: Keep
  /** The last try failed; its note already says why. */
  failed: boolean
}

/** Offers to keep the page, or the link alone where the browser keeps us out. */
export function StartPane({ tab, capturable, shortcut, selection, keep, failed, ...props }: Props) {
  const pane = useRef<HTMLDivElement>(null)
  // Enter alone then keeps the page.
  useEffect(() => pane.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [])
  const whole = capturable.ok && !failed
  const pictureOf = useLive(() => setting('pictureOf'), [])
  const similar = useAlsoKept(props.similarKey === '' ? [] : [props.similarKey], 0)
  return (
    <div class="popup-pane" ref={pane}>
      {whole && (
        <Button
          look="primary"
          size="large"
          wide
          icon={Camera}
          data-first
          data-action="keep"
          onClick={keep.keepPage}
        >
          {t('popup.keep')}
        </Button>
      )}
      {whole && <SelectionButton selection={selection} keep={keep} />}
      {whole && pictureOf === 'visible' && (
        <Button
          look="quiet"
          wide
          icon={UnfoldVertical}
          data-action="keep-whole"
          onClick={keep.keepWhole}
        >
          {t('popup.keepWhole')}
        </Button>
      )}
      {whole && shortcut && <p class="popup-hint">{t('popup.shortcutHint', shortcut)}</p>}
      {!capturable.ok && !failed && (
        <Note icon={Info}>
          {tab.url === '' ? t('popup.hiddenPage') : errorText(capturable.reason)}
        </Note>
      )}
      {!whole && <LinkOnly url={tab.url} keep={keep} />}
      <AlsoKept links={similar} asks open={(link) => openLink(link, props)} />
    </div>
  )
}

/** The browser hides the addresses of its own pages from us; they have to be pasted. */
function LinkOnly({ url, keep }: { url: string; keep: Keep }) {
  const typed = keep.step.name === 'failed' ? keep.step.typed : ''
  if (!/^https?:/.test(url)) return <AddressForm keepLink={keep.keepLink} typed={typed} />
  return (
    <Button
      size="large"
      wide
      icon={Bookmark}
      data-first
      data-action="keep-link-only"
      onClick={() => keep.keepLink(url)}
    >
      {t('popup.keepLinkOnly')}
    </Button>
  )
}
