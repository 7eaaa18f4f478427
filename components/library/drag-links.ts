import { tn } from '../../utils/i18n/t.ts'

const TYPE = 'application/x-linkshot-links'

/** What is being dragged; the browser hides the data of a drag until it is dropped. */
let dragged: number[] = []

/** Begins to drag the link under the pointer, with all that are selected if it is one of them. */
export function dragLinks(event: DragEvent, selected: number[]): void {
  const cell = event.target instanceof Element && event.target.closest('[data-link-id]')
  const data = event.dataTransfer
  if (!cell || !data) return
  const id = Number(cell.getAttribute('data-link-id'))
  dragged = selected.includes(id) ? selected : [id]
  data.clearData()
  data.setData(TYPE, String(dragged.length))
  data.effectAllowed = 'copyMove'
  data.setDragImage(dragImage(dragged.length), -8, -8)
}

/** The links being dragged, if the drag is one of ours. */
export const draggedLinks = ({ dataTransfer }: DragEvent): number[] | undefined =>
  dataTransfer?.types.includes(TYPE) ? dragged : undefined

/** A small sign with the number; the browser takes its picture at once. */
function dragImage(count: number): HTMLElement {
  const image = document.createElement('div')
  image.className = 'drag-image'
  image.textContent = tn('ui.links', count)
  document.body.append(image)
  setTimeout(() => image.remove())
  return image
}
