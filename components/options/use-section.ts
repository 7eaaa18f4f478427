import { useLayoutEffect, useState } from 'preact/hooks'
import { parseSection, type SectionId } from './route.ts'

/** The section in the page's address. */
export function useSection(): SectionId {
  const [section, setSection] = useState(() => parseSection(location.hash))
  // Not after it was painted: an address that changes meanwhile would be missed.
  useLayoutEffect(() => {
    const read = () => {
      setSection(parseSection(location.hash))
      scrollTo(0, 0)
    }
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return section
}
