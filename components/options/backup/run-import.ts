import { runWork } from './work.ts'

/** Imports the files of one export. */
export const runImport = (files: readonly File[]): Promise<void> =>
  runWork('import', async (signal, progress) => {
    const { importLibrary } = await import('../../../utils/archive/zip/import-library.ts')
    return { kind: 'import', ...(await importLibrary(files, { signal, progress })) }
  })
