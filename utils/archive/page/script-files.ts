import type { Resource, Snapshot } from '../../model/snapshot.ts'
import { partNames } from './part-names.ts'

/** The text of a script that was kept for reading. */
export interface ScriptFile {
  resource: Resource
  name: string
}

/** The scripts of a page as files that nothing runs, in the order they were found. */
export function scriptFiles({ resources }: Pick<Snapshot, 'resources'>): ScriptFile[] {
  const nameFor = partNames()
  return resources
    .filter(({ kind }) => kind === 'script')
    .map((resource) => ({ resource, name: nameFor(resource.url, 'text/javascript') }))
}
