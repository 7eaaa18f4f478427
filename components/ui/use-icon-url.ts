import { useEffect, useState } from 'preact/hooks'
import { readBody } from '../../utils/db/queries.ts'

/** Addresses of icons by hash. Pages show the same few again and again, and an icon weighs next to nothing. */
const known = new Map<string, string>()

/** Address of a site's icon, '' if there is none; undefined until it was read for the first time. */
export function useIconUrl(hash: string): string | undefined {
  const [, setRead] = useState('')
  useEffect(() => {
    if (hash === '' || known.has(hash)) return
    let gone = false
    void readBody(hash).then((body) => {
      // Twice at the same time: the first one stays. One that comes later, by sync, is found the next time.
      if (body && !known.has(hash)) known.set(hash, URL.createObjectURL(body))
      if (!gone) setRead(hash)
    })
    return () => {
      gone = true
    }
  }, [hash])
  return hash === '' ? '' : known.get(hash)
}
