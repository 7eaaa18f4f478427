import { useEffect, useState } from 'preact/hooks'

/** Address of a stored picture for as long as the component shows it; '' if there is none. */
export function useBlobUrl(
  read: () => Promise<Blob | undefined>,
  inputs: readonly unknown[],
  /** Says when to read, and returns what gives it up. */
  soon: (task: () => void) => () => void = atOnce,
): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    let made = ''
    let gone = false
    const show = async () => {
      const blob = await read()
      if (gone) return
      if (blob) made = URL.createObjectURL(blob)
      setUrl(made)
    }
    const giveUp = soon(() => void show())
    return () => {
      gone = true
      giveUp()
      setUrl(undefined)
      if (made) URL.revokeObjectURL(made)
    }
  }, inputs)
  return url
}

function atOnce(task: () => void): () => void {
  task()
  return () => {}
}
