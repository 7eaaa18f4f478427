import { Plus } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { Icon } from '../../ui/icon.tsx'
import { draggedLinks } from '../drag-links.ts'

/** Takes links and text dropped anywhere on the library. */
export function DropCurtain({ drop }: { drop: (text: string) => void }) {
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
      drop(textOf(event))
    }
    const listeners = { dragenter: enter, dragover: enter, dragleave: leave, drop: dropped }
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][]
    for (const [name, listener] of all) addEventListener(name, listener)
    return () => {
      for (const [name, listener] of all) removeEventListener(name, listener)
    }
  }, [drop])
  if (!over) return null
  return (
    <div class="drop-curtain" aria-hidden="true" data-role="drop-curtain">
      <Icon node={Plus} size={24} />
      {t('library.dropToAdd')}
    </div>
  )
}

/** Something of another page or program, over anything but a field, which takes text itself. */
function isForeign(event: DragEvent): boolean {
  const types = event.dataTransfer?.types ?? []
  const holds = types.includes('text/uri-list') || types.includes('text/plain')
  const field = event.target instanceof Element && event.target.closest('input, textarea, dialog')
  return holds && !draggedLinks(event) && !field
}

/** Lines that begin with # are remarks in lists of addresses. */
function textOf({ dataTransfer }: DragEvent): string {
  const list = dataTransfer?.getData('text/uri-list') ?? ''
  const addresses = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  return addresses.length > 0 ? addresses.join('\n') : (dataTransfer?.getData('text/plain') ?? '')
}
