import { LinkshotError } from '../../model/error.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { PageSource } from './page-source.ts'

/**
 * The visible text of a page as it was kept.
 * @throws LinkshotError 'text-lost' if it isn't there
 */
export async function exportText(
  { text }: Snapshot,
  { readText }: Pick<PageSource, 'readText'>,
): Promise<Blob> {
  const found = await readText(text)
  if (found === undefined) throw new LinkshotError('text-lost')
  return new Blob([found], { type: 'text/plain;charset=utf-8' })
}
