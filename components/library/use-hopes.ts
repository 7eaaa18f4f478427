import { useEffect, useState } from 'preact/hooks'
import { onHopes } from './hopes.ts'

/** Draws again whenever links are about to change. @returns how often that was */
export function useHopes(): number {
  const [count, setCount] = useState(0)
  useEffect(() => onHopes(() => setCount((old) => old + 1)), [])
  return count
}
