import { Plus } from 'lucide'
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { draggedLinks } from '../drag-links.ts'
import { type Passage, passageOf } from './sources/source.ts'

interface Props {
  drop: (from: Passage) => void
  dropFiles: (files: File[]) => void
}

/** Takes files, links and text dropped anywhere on the library. */
export function DropCurtain({ drop, dropFiles }: Props) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!isForeign(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const dropped = (event: DragEvent) => {
      setOver(false)
      if (!isForeign(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) dropFiles(files)
      else drop(passageOf(event.dataTransfer))
    }
    const listeners = { dragenter: enter, dragover: enter, dragleave: leave, drop: dropped }
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][]
    for (const [name, listener] of all) addEventListener(name, listener)
    return () => {
      for (const [name, listener] of all) removeEventListener(name, listener)
    }
  }, [drop, dropFiles])
  return over ? <Curtain /> : null
}

/** Above all, also a dialog that is open. */
function Curtain() {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.showPopover(), [])
  return (
    <div
      ref={box}
      class="drop-curtain"
      popover="manual"
      aria-hidden="true"
      data-role="drop-curtain"
    >
      <Icon node={Plus} size={24} />
      {t('library.dropToAdd')}
    </div>
  )
}

/**
 * Something of another page or program, over anything but a field, which takes text itself. Files are
 * taken everywhere: a browser would leave the library to show them.
 */
function isForeign(event: DragEvent): boolean {
  const types = event.dataTransfer?.types ?? []
  if (draggedLinks(event)) return false
  if (types.includes('Files')) return true
  const holds = types.includes('text/uri-list') || types.includes('text/plain')
  const field = event.target instanceof Element && event.target.closest('input, textarea, dialog')
  return holds && !field
}
