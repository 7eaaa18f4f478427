import type { ExportLinks } from '../../components/library/export/export-format.ts'
import { readBody } from '../../utils/db/queries.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { extensionVersion } from '../../utils/platform/version.ts'
import { saveFile } from '../viewer/save-file.ts'

/** Writes links into files and hands these to the browser's downloads. Only who exports loads what does that. */
export const exportLinks: ExportLinks = async (format, linkIds, options) => {
  const { exportHtml } = await import('../../utils/archive/export-html.ts')
  const makePage = (snapshot: Snapshot) => exportHtml(snapshot, readBody)
  if (format === 'html') {
    const { exportPages } = await import('../../utils/archive/zip/export-pages.ts')
    const { body, name, without } = await exportPages(linkIds, { ...options, makePage })
    saveFile(body, name === '' ? 'linkshot-pages.zip' : `${name}.html`)
    return { without }
  }
  const zip = await import('../../utils/archive/zip/export-links.ts')
  const app = extensionVersion()
  const { files } = await zip.exportLinks(linkIds, { ...options, app, makePage })
  for (const { name, body } of files) saveFile(body, name)
  return { without: 0 }
}
