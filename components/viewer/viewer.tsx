import { FileQuestion } from 'lucide'
import { useLayoutEffect, useState } from 'preact/hooks'
import { linkById, snapshotByUid } from '../../utils/db/queries.ts'
import { Toasts } from '../ui/toasts.tsx'
import { useLive } from '../ui/use-live.ts'
import { viewerAddress } from '../ui/viewer-address.ts'
import { SnapshotView } from './snapshot-view.tsx'
import { ViewerProblem } from './viewer-problem.tsx'
import type { ViewerServices } from './viewer-props.ts'
import './viewer.css'

interface Props extends ViewerServices {
  /** The snapshot to begin with. */
  uid: string
  /** The search by which it was found, '' for none. */
  q: string
}

/** Shows one kept version of a page. */
export function Viewer({ uid: first, q: asked, ...services }: Props) {
  const [uid, setUid] = useState(first)
  const [q, setQ] = useState(asked)
  const found = useLive(() => findSnapshot(uid), [uid])
  const title = found?.snapshot?.title
  useLayoutEffect(() => {
    if (title) document.title = title
  }, [title])
  const choose = (version: string) => {
    history.replaceState(null, '', viewerAddress(version, q))
    setUid(version)
  }
  const forgetSearch = () => {
    history.replaceState(null, '', viewerAddress(uid))
    setQ('')
  }
  if (!found) return <main class="viewer" data-state="loading" />
  const { snapshot, link } = found
  return (
    <main class="viewer" data-state={snapshot ? 'found' : 'error'}>
      {snapshot ? (
        <SnapshotView
          key={snapshot.uid}
          snapshot={snapshot}
          link={link}
          choose={choose}
          q={q}
          forgetSearch={forgetSearch}
          {...services}
        />
      ) : (
        <ViewerProblem reason="not-found" icon={FileQuestion} />
      )}
      <Toasts />
    </main>
  )
}

async function findSnapshot(uid: string) {
  const snapshot = await snapshotByUid(uid)
  if (!snapshot || snapshot.deleted === 1) return { snapshot: undefined, link: undefined }
  return { snapshot, link: await linkById(snapshot.linkId) }
}
