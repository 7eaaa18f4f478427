import { useEffect, useState } from 'preact/hooks'
import { parseSection, type SectionId } from './route.ts'

/** The section in the page's address. */
export function useSection(): SectionId {
  const [section, setSection] = useState(() => parseSection(location.hash))
  useEffect(() => {
    const read = () => {
      setSection(parseSection(location.hash))
      scrollTo(0, 0)
    }
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return section
}
