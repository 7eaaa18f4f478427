import type { BodyTable, LineTable } from '../../db/library/row-shapes.ts'
import {
  list,
  number,
  object,
  oneOf,
  partial,
  type Shape,
  text,
  whole,
} from '../../db/library/shape.ts'
import { hash, key, time } from '../../db/library/value-shapes.ts'
import { LinkshotError } from '../../model/error.ts'

/** Name and version of the layout that docs/EXPORT-FORMAT.md describes. */
export const FORMAT = 'linkshot-library'
export const FORMAT_VERSION = 1

export const MANIFEST = 'linkshot.json'

/** What every part of an export says of itself. */
export interface PartHead {
  format: typeof FORMAT
  version: number
  /** The same in all parts of one export. */
  id: string
  part: number
  app: string
  /** Version of the database whose rows these are. */
  schema: number
  createdAt: number
}

export interface TableFiles {
  rows: number
  files: string[]
}

/** What the last part says of the whole. */
export interface Contents {
  parts: number
  /** Over all lines, see docs/EXPORT-FORMAT.md. */
  digest: string
  tables: Record<LineTable | BodyTable, TableFiles>
  /** Bodies that pages name and that were gone or damaged before the export. */
  lost: string[]
}

export type Manifest = PartHead & Partial<Contents>

const tableFiles = object<TableFiles>({ rows: whole(0), files: list(text(1000)) })

const contents: { [K in keyof Contents]-?: Shape<Contents[K]> } = {
  parts: whole(1, 1000),
  digest: hash,
  tables: object<Contents['tables']>({
    settings: tableFiles,
    tags: tableFiles,
    links: tableFiles,
    snapshots: tableFiles,
    journal: tableFiles,
    jobs: tableFiles,
    texts: tableFiles,
    thumbs: tableFiles,
    blobs: tableFiles,
  }),
  lost: list(hash),
}

const head = object<PartHead>({
  format: oneOf(FORMAT),
  version: oneOf(FORMAT_VERSION),
  id: key,
  part: whole(1, 1000),
  app: text(100),
  schema: number(1, 1e6),
  createdAt: time,
})

/** @throws LinkshotError 'zip-foreign' where it is none of ours, 'zip-newer' or 'zip-damaged' */
export function parseManifest(json: string): Manifest {
  const value = parse(json)
  const { format, version } = value as Partial<PartHead>
  if (format !== FORMAT) throw new LinkshotError('zip-foreign', 'format')
  if (typeof version === 'number' && version > FORMAT_VERSION)
    throw new LinkshotError('zip-newer', `format ${version}`)
  return { ...head(value, MANIFEST), ...partial<Contents>(contents)(value, MANIFEST) }
}

function parse(json: string): object {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below.
  }
  throw new LinkshotError('zip-foreign', 'no manifest')
}
