import { useEffect, useState } from 'preact/hooks'
import { currentWork, onWork, type Work } from './work.ts'

/** The export or import that is going on or was the last. */
export function useWork(): Work {
  const [work, setWork] = useState(currentWork)
  useEffect(() => onWork(setWork), [])
  return work
}
