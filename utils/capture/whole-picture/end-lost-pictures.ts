import { jobsOfKind } from '../../db/queries.ts'
import { storePicture } from '../../db/whole-picture.ts'
import { isBeingTaken } from './under-way.ts'

/** Pages that a killed worker was photographing: nobody waits for their pictures any more. */
export async function endLostPictures(): Promise<void> {
  for (const { snapshot, picture } of await jobsOfKind('resources')) {
    if (!picture || isBeingTaken(snapshot)) continue
    const notices = [{ kind: 'picture-failed' as const, detail: '' }]
    await storePicture(snapshot, { tiles: [], bodies: [], notices })
  }
}
