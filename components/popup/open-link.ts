import type { Link } from '../../utils/model/link.ts'
import type { PopupProps } from './popup-props.ts'

/** Opens what was kept of a link, or shows the link alone. */
export function openLink(
  { id, latest }: Link,
  { openViewer, openLibrary }: Pick<PopupProps, 'openViewer' | 'openLibrary'>,
): void {
  if (latest === '') openLibrary(`#/all?link=${id}`)
  else openViewer(latest)
}
