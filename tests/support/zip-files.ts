import { exportLibrary } from '../../utils/archive/zip/export-library.ts'
import { exportLinks } from '../../utils/archive/zip/export-links.ts'
import type { Exported, ExportOptions } from '../../utils/archive/zip/export-rows.ts'
import { type ImportOptions, importLibrary } from '../../utils/archive/zip/import-library.ts'
import { openBlobSink } from '../../utils/archive/zip/sink.ts'

const exporting = (options: Partial<ExportOptions>): ExportOptions => ({
  app: 'test',
  signal: new AbortController().signal,
  progress: () => undefined,
  sink: async () => openBlobSink(),
  now: 1_760_000_000_000,
  ...options,
})

export const exportNow = (options: Partial<ExportOptions> = {}): Promise<Exported> =>
  exportLibrary(exporting(options))

export const exportSome = (
  linkIds: readonly number[],
  options: Partial<ExportOptions> = {},
): Promise<Exported> => exportLinks(linkIds, exporting(options))

export const importNow = (files: readonly Blob[], options: Partial<ImportOptions> = {}) =>
  importLibrary(files, {
    signal: new AbortController().signal,
    progress: () => undefined,
    ...options,
  })

/** The files of an export of what is in the library now. */
export async function exportedFiles(options: Partial<ExportOptions> = {}): Promise<Blob[]> {
  const { files } = await exportNow(options)
  return files.map(({ body }) => body)
}

/** The first file as bytes. */
export async function exportedBytes(
  options: Partial<ExportOptions> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const [file = new Blob()] = await exportedFiles(options)
  return new Uint8Array(await file.arrayBuffer())
}
