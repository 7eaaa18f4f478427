import { readBody } from '../../../utils/db/queries.ts'
import { download } from './download.ts'
import { runWork } from './work.ts'

/** Exports the library and saves the file. */
export const runExport = (app: string, withPages: boolean): Promise<void> =>
  runWork('export', async (signal, progress) => {
    // Only who exports loads what packs files and draws pages.
    const [{ exportLibrary }, { exportHtml }] = await Promise.all([
      import('../../../utils/archive/zip/export-library.ts'),
      import('../../../utils/archive/export-html.ts'),
    ])
    const { files, links, snapshots, lost } = await exportLibrary({
      app,
      signal,
      progress,
      ...(withPages ? { makePage: (snapshot) => exportHtml(snapshot, readBody) } : {}),
    })
    const ready = files.map(({ name, body }) => ({
      name,
      url: URL.createObjectURL(body),
      size: body.size,
    }))
    for (const file of ready) download(file)
    return { kind: 'export', files: ready, links, snapshots, lost }
  })
