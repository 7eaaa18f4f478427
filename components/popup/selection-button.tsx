import { TextSelect } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import type { PopupProps } from './popup-props.ts'
import type { Keep } from './use-keep.ts'

type Props = Pick<PopupProps, 'selection'> & { keep: Keep }

/** Offers to keep only what is selected, where something is. */
export function SelectionButton({ selection, keep }: Props) {
  const [frame, setFrame] = useState(-1)
  useEffect(() => void selection.then(setFrame), [selection])
  if (frame < 0) return null
  return (
    <Button
      wide
      icon={TextSelect}
      data-action="keep-selection"
      onClick={() => keep.keepSelection(frame)}
    >
      {t('popup.keepSelection')}
    </Button>
  )
}
