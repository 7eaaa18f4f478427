import { useEffect, useRef } from 'preact/hooks'

/** Closes on a press anywhere else; its own button and toasts leave it as it is. */
export function useOutside(
  box: { current: HTMLElement | null },
  close: () => void,
  button: string,
): void {
  const newest = useRef(close)
  newest.current = close
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || box.current?.contains(target)) return
      if (!target.closest(`${button}, .ui-toasts`)) newest.current()
    }
    addEventListener('pointerdown', press)
    return () => removeEventListener('pointerdown', press)
  }, [box, button])
}
