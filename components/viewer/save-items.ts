import {
  Archive,
  BookOpenText,
  FileBox,
  FileCode,
  FileDown,
  FileText,
  FolderArchive,
  type IconNode,
  ImageDown,
  UnfoldVertical,
} from 'lucide'
import { exportName } from '../../utils/archive/export-name.ts'
import { fileName } from '../../utils/archive/file-name.ts'
import {
  canExport,
  exportPage,
  PAGE_FORMATS,
  type PageFormat,
} from '../../utils/archive/page/formats.ts'
import type { PageSource } from '../../utils/archive/page/page-source.ts'
import { picturesOf } from '../../utils/archive/picture/pictures-of.ts'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'

/** Something a version can be saved as. */
export interface SaveItem {
  id: PageFormat | 'picture' | 'whole-picture' | 'file'
  icon: IconNode
  name: string
  /** Of the file's name, where it is known before. */
  ending?: string
  make(source: PageSource): Promise<{ body: Blob; name: string }>
}

const LOOKS: Record<PageFormat, [icon: IconNode, name: MessageKey]> = {
  html: [FileCode, 'viewer.saveHtml'],
  zip: [FolderArchive, 'viewer.saveZip'],
  mhtml: [FileBox, 'viewer.saveMhtml'],
  wacz: [Archive, 'viewer.saveWacz'],
  markdown: [BookOpenText, 'viewer.saveMarkdown'],
  text: [FileText, 'viewer.saveText'],
}

/** All that a version can be saved as, the most wanted first. */
export function saveItems(snapshot: Snapshot): SaveItem[] {
  const formats = Object.keys(PAGE_FORMATS) as PageFormat[]
  return [
    ...formats
      .filter((format) => canExport(format, snapshot))
      .map((format) => pageItem(format, snapshot)),
    ...pictureItem(snapshot),
    ...wholePictureItem(snapshot),
    ...fileItem(snapshot),
  ]
}

function pageItem(format: PageFormat, snapshot: Snapshot): SaveItem {
  const [icon, name] = LOOKS[format]
  return {
    id: format,
    icon,
    name: t(name),
    ending: PAGE_FORMATS[format],
    async make(source) {
      const { body, extension } = await exportPage(format, snapshot, source)
      return { body, name: exportName(snapshot.title, snapshot.capturedAt, extension) }
    },
  }
}

/** The picture of the whole page: one file, or a ZIP of several where it is longer than a picture can be. */
function wholePictureItem({ tiles = [], title, capturedAt }: Snapshot): SaveItem[] {
  if (tiles.length === 0) return []
  const many = picturesOf(tiles).length > 1
  const make: SaveItem['make'] = async (source) => {
    const { exportPicture } = await import('../../utils/archive/picture/export-picture.ts')
    const { body, extension } = await exportPicture(tiles, capturedAt, source)
    return { body, name: exportName(title, capturedAt, extension) }
  }
  const name = t(many ? 'viewer.saveWholePictures' : 'viewer.saveWholePicture')
  const ending = many ? { ending: 'zip' } : {}
  return [{ id: 'whole-picture', icon: UnfoldVertical, name, ...ending, make }]
}

/** The picture of the tab, as it is stored. */
function pictureItem({ screenshot, title, capturedAt }: Snapshot): SaveItem[] {
  if (screenshot === '') return []
  const make: SaveItem['make'] = async ({ readBody }) => {
    const body = await stored(readBody(screenshot))
    const extension = body.type === 'image/png' ? 'png' : 'jpg'
    return { body, name: exportName(title, capturedAt, extension) }
  }
  return [{ id: 'picture', icon: ImageDown, name: t('viewer.savePicture'), make }]
}

/** The file that a page was made from, byte for byte. */
function fileItem({ frames, resources, url }: Snapshot): SaveItem[] {
  const file = frames.find(({ key }) => key === '0')?.file
  const hash = resources.find(({ cid }) => cid === file?.cid)?.hash
  if (!file || !hash) return []
  const name = fileName(url, file.type)
  const make: SaveItem['make'] = async ({ readBody }) => ({
    body: await stored(readBody(hash)),
    name,
  })
  const ending = /\.([^.]+)$/.exec(name)?.[1] ?? file.type
  return [{ id: 'file', icon: FileDown, name: t('viewer.saveFile'), ending, make }]
}

async function stored(reading: Promise<Blob | undefined>): Promise<Blob> {
  const body = await reading
  if (!body) throw new LinkshotError('damaged', 'the body is gone')
  return body
}
