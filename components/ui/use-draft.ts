import { useEffect, useRef, useState } from 'preact/hooks'

interface Draft {
  text: string
  edit: (text: string) => void
  /** Saves now what was typed, if anything changed. */
  flush: () => void
}

/**
 * Text being typed over a stored value. Stored changes show unless the user is in the middle of typing;
 * what was typed is saved `delay` ms after the last key, on `flush`, and when the field goes away.
 */
export function useDraft(stored: string, save: (text: string) => void, delay: number): Draft {
  const [typed, setTyped] = useState<string>()
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | undefined>(
    undefined,
  )
  const latest = useRef({ stored, save })
  latest.current = { stored, save }

  const flush = () => {
    const waiting = pending.current
    if (!waiting) return
    clearTimeout(waiting.timer)
    pending.current = undefined
    if (waiting.text !== latest.current.stored) latest.current.save(waiting.text)
  }
  const edit = (text: string) => {
    setTyped(text)
    clearTimeout(pending.current?.timer)
    pending.current = { text, timer: setTimeout(flush, delay) }
  }
  useEffect(() => {
    if (!pending.current) setTyped(undefined)
  }, [stored])
  useEffect(() => {
    // A popup that loses focus is gone without its effects being cleaned up.
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [])
  return { text: typed ?? stored, edit, flush }
}
