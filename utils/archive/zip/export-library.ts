import { readRows } from '../../db/library/read-rows.ts'
import { type Exported, type ExportOptions, exportRows } from './export-rows.ts'

/**
 * Writes the whole library into ZIP files, one unless it is too large. What is kept meanwhile is in the
 * next export.
 * @throws LinkshotError or the signal's reason; then nothing is left behind
 */
export const exportLibrary = async (options: ExportOptions): Promise<Exported> =>
  exportRows(await readRows(), options)
