import { Bookmark, Camera, Info } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { errorText, t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import type { PopupProps } from './popup-props.ts'
import type { Keep } from './use-keep.ts'

type Props = PopupProps & {
  keep: Keep
  /** The last try failed; its note already says why. */
  failed: boolean
}

/** Offers to keep the page, or the link alone where the browser keeps us out. */
export function StartPane({ capturable, shortcut, keep, failed }: Props) {
  const first = useRef<HTMLDivElement>(null)
  // Enter alone then keeps the page.
  useEffect(() => first.current?.querySelector('button')?.focus(), [])
  return (
    <div class="popup-pane" ref={first}>
      {capturable.ok ? (
        <>
          {!failed && (
            <Button
              look="primary"
              size="large"
              wide
              icon={Camera}
              data-action="keep"
              onClick={keep.keepPage}
            >
              {t('popup.keep')}
            </Button>
          )}
          {failed && <KeepLink keep={keep} />}
          {!failed && shortcut && <p class="popup-hint">{t('popup.shortcutHint', shortcut)}</p>}
        </>
      ) : (
        <>
          {!failed && <Note icon={Info}>{errorText(capturable.reason)}</Note>}
          <KeepLink keep={keep} />
        </>
      )}
    </div>
  )
}

function KeepLink({ keep }: { keep: Keep }) {
  return (
    <Button size="large" wide icon={Bookmark} data-action="keep-link-only" onClick={keep.keepLink}>
      {t('popup.keepLinkOnly')}
    </Button>
  )
}
