import { useEffect, useState } from 'preact/hooks'

/** Address of a stored picture for as long as the component shows it; '' if there is none. */
export function useBlobUrl(
  read: () => Promise<Blob | undefined>,
  inputs: readonly unknown[],
): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let made = ''
    let gone = false
    void read().then((blob) => {
      if (gone) return
      if (blob) made = URL.createObjectURL(blob)
      setUrl(made)
    })
    return () => {
      gone = true
      setUrl(undefined)
      if (made) URL.revokeObjectURL(made)
    }
  }, inputs)
  return url
}
