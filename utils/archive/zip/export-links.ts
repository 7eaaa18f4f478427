import { readLinks } from '../../db/library/read-links.ts'
import { type Exported, type ExportOptions, exportRows } from './export-rows.ts'

/**
 * Writes some links with their versions and tags into ZIP files that can be imported like those of a whole library.
 * @throws LinkshotError or the signal's reason; then nothing is left behind
 */
export const exportLinks = async (
  linkIds: readonly number[],
  options: ExportOptions,
): Promise<Exported> => exportRows(await readLinks(linkIds, options.signal), options)
