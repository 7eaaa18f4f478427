import { useEffect, useRef, useState } from 'preact/hooks'
import { readBody } from '../../utils/db/queries.ts'
import { type ErrorReason, toLinkshotError } from '../../utils/model/error.ts'
import type { Frame, Snapshot } from '../../utils/model/snapshot.ts'
import { openSnapshot, type ReplayedDocument } from '../../utils/replay/open-snapshot.ts'
import { isPdf } from '../../utils/replay/pdf.ts'

export type Replay =
  | { state: 'opening' }
  | { state: 'open'; replay: ReplayedDocument; frames: Frame[] }
  | { state: 'pdf'; url: string; replay: ReplayedDocument }
  | { state: 'failed'; reason: ErrorReason }

const OPENING: Replay = { state: 'opening' }

/**
 * A snapshot made showable, and again once a partial one is complete: the first stays on screen until the
 * second is ready.
 * @param isHere whether its bodies have arrived; nothing is shown until then
 */
export function useReplay(snapshot: Snapshot, isHere: boolean): Replay {
  const [shown, setShown] = useState<Replay>(OPENING)
  const current = useRef<ReplayedDocument | undefined>(undefined)
  useEffect(() => {
    let gone = false
    const show = (next: Replay) => {
      const replay = 'replay' in next ? next.replay : undefined
      if (gone) replay?.dispose()
      if (gone) return
      current.current?.dispose()
      current.current = replay
      setShown(next)
    }
    if (isHere) void open(snapshot).then(show)
    return () => {
      gone = true
    }
  }, [snapshot.uid, snapshot.status, isHere])
  useEffect(() => () => current.current?.dispose(), [])
  return shown
}

async function open(snapshot: Snapshot): Promise<Replay> {
  try {
    const replay = await openSnapshot(snapshot, readBody)
    const pdf = replay.pdfAt('0')
    if (pdf !== undefined) return { state: 'pdf', url: pdf, replay }
    if (!isPdf(snapshot.frames.find(({ key }) => key === '0')))
      return { state: 'open', replay, frames: snapshot.frames }
    replay.dispose()
    return snapshot.status === 'partial' ? OPENING : { state: 'failed', reason: 'file-lost' }
  } catch (error) {
    return { state: 'failed', reason: toLinkshotError(error).reason }
  }
}
