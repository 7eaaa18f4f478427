import type { ResourceKind } from '../model/snapshot.ts'

/** Whether browsers show a body in spite of an error status: a picture is a picture, also with 404. */
export const isPicture = (kind: ResourceKind, type: string | null): boolean =>
  kind === 'image' && /^\s*image\//i.test(type ?? '')
