import { CircleAlert } from 'lucide'
import { errorText, t, tn } from '../../../../utils/i18n/t.ts'
import { Icon } from '../../../ui/icon.tsx'
import { SiteIcon } from '../../../ui/site-icon.tsx'
import type { PickItem } from './pick-item.ts'
import { type PickRow, readable } from './pick-rows.ts'
import type { Kept } from './use-kept.ts'

interface Props {
  id: string
  row: PickRow
  kept: Kept
  /** How many of the links it stands for are chosen. */
  state: 'all' | 'some' | 'none'
  /** The keyboard is at it. */
  active: boolean
  place: { index: number; count: number; top: number; height: number }
  click: (range: boolean) => void
}

/** One line of the list: a link with its box, or the heading of several. */
export function PickLine({ id, row, kept, state, active, place, click }: Props) {
  const bad = row.kind === 'link' && row.item.reason !== undefined
  return (
    // The list has the focus and hears the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: its list says which line is active
    // biome-ignore lint/a11y/useKeyWithClickEvents: its list hears the keys
    <div
      id={id}
      class={row.kind === 'group' ? 'pick-line pick-group' : 'pick-line'}
      role="option"
      aria-selected={state === 'all'}
      aria-disabled={bad}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      data-active={active}
      data-bad={bad}
      style={{ top: `${place.top}px`, height: `${place.height}px` }}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => !bad && click(event.shiftKey)}
    >
      {bad ? (
        <Icon node={CircleAlert} />
      ) : (
        // Drawn only: the line itself says whether it is chosen.
        <input
          type="checkbox"
          inert
          tabIndex={-1}
          checked={state === 'all'}
          indeterminate={state === 'some'}
        />
      )}
      {row.kind === 'group' ? (
        <>
          <span class="pick-title">{row.group}</span>
          <span class="pick-mark">{tn('library.tabs', row.items.length)}</span>
        </>
      ) : (
        <LinkText item={row.item} kept={kept} />
      )}
    </div>
  )
}

function LinkText({ item, kept }: { item: PickItem; kept: Kept }) {
  const { url, title, reason, icon } = item
  if (reason) {
    return (
      <>
        <span class="pick-text pick-title" dir="auto">
          {url}
        </span>
        <span class="pick-mark" title={errorText(reason)}>
          {errorText(reason)}
        </span>
      </>
    )
  }
  const known = kept.known.get(item.key)
  const similar = kept.similar.get(item.key)
  return (
    <>
      {icon ? (
        <img class="pick-icon" src={icon} alt="" width={16} height={16} />
      ) : (
        <SiteIcon url={url} icon={known?.icon ?? ''} />
      )}
      <span class="pick-text" title={`${title}\n${url}`.trim()}>
        {title !== '' && (
          <span class="pick-title" dir="auto">
            {title}
          </span>
        )}
        <span class={title === '' ? 'pick-title' : 'pick-address'} dir="ltr">
          {readable(url)}
        </span>
      </span>
      {known && <span class="pick-mark pick-known">{t('library.inLibrary')}</span>}
      {similar && (
        <span class="pick-mark" data-role="add-similar" title={similar.url}>
          {t('library.similarShort')}
        </span>
      )}
    </>
  )
}
