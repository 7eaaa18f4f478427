import {
  type Exported,
  type ExportOptions,
  exportLibrary,
} from '../../utils/archive/zip/export-library.ts'
import { type ImportOptions, importLibrary } from '../../utils/archive/zip/import-library.ts'
import { openBlobSink } from '../../utils/archive/zip/sink.ts'

export const exportNow = (options: Partial<ExportOptions> = {}): Promise<Exported> =>
  exportLibrary({
    app: 'test',
    signal: new AbortController().signal,
    progress: () => undefined,
    sink: async () => openBlobSink(),
    now: 1_760_000_000_000,
    ...options,
  })

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
