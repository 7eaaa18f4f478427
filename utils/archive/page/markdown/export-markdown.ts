import type { Snapshot } from '../../../model/snapshot.ts'
import { renderSnapshot } from '../../../replay/render-snapshot.ts'
import { newUid } from '../../../shared/ids.ts'
import { exportName } from '../../export-name.ts'
import { htmlOf } from '../../inline-medium.ts'
import { openSink, type Sink } from '../../zip/sink.ts'
import { createZipWriter } from '../../zip/zip-writer.ts'
import type { PageFile } from '../formats.ts'
import { countedReads, countedWrites, type PageSource } from '../page-source.ts'
import { partNames } from '../part-names.ts'
import { articleMedium } from './article-medium.ts'
import { dataImages } from './data-images.ts'
import { type Article, findArticle } from './find-article.ts'
import { flattenShadow } from './flatten-shadow.ts'
import { plainImages } from './plain-images.ts'
import { toMarkdown } from './to-markdown.ts'

const FOLDER = 'images/'

/**
 * The article of a page as Markdown: one file, or where it has images a ZIP of the file and its images.
 * @throws LinkshotError 'damaged' if the main document can't be read; the signal's reason
 */
export async function exportMarkdown(
  snapshot: Snapshot,
  source: PageSource,
  sink = () => openSink('article.zip'),
): Promise<PageFile> {
  const { text, images } = await readArticle(snapshot, source)
  if (images.size === 0)
    return { body: new Blob([text], { type: 'text/markdown;charset=utf-8' }), extension: 'md' }
  const out = await sink()
  try {
    return { body: await pack(snapshot, text, images, source, out), extension: 'md.zip' }
  } catch (error) {
    await out.abort()
    throw error
  }
}

async function readArticle(snapshot: Snapshot, source: PageSource) {
  // An address until the article is found, whole so that nothing takes it for one within the page.
  const prefix = `https://${newUid()}.invalid/`
  const all = new Map<string, Blob>()
  const nameFor = partNames()
  const place = (body: Blob, url: string): string => {
    const name = nameFor(url, body.type)
    all.set(name, body)
    return prefix + name
  }
  const read = countedReads(snapshot, source)
  const main = await renderSnapshot(snapshot, read, articleMedium(place))
  source.signal.throwIfAborted()
  const markup = main.type === 'text/html' ? main.markup : htmlOf(main)
  const doc = new DOMParser().parseFromString(markup, 'text/html')
  flattenShadow(doc)
  plainImages(doc, (url) => url.startsWith(prefix))
  const article = findArticle(doc)
  dataImages(article.content, (body) => place(body, ''))
  const markdown = toMarkdown(article.content).replaceAll(prefix, FOLDER)
  const images = new Map([...all].filter(([name]) => markdown.includes(FOLDER + name)))
  return { text: `${headOf(snapshot, article)}${markdown}\n`, images }
}

/** What programs for notes read, then the title for everybody; strings of JSON are strings of YAML. */
function headOf({ url, title, capturedAt }: Snapshot, article: Article): string {
  const name = (article.title || title || url).replace(/\s+/g, ' ').trim()
  const fields = [
    ['title', name],
    ['source', url],
    ...(article.author ? [['author', article.author.replace(/\s+/g, ' ').trim()]] : []),
    ['kept', new Date(capturedAt).toISOString()],
  ].map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
  return `---\n${fields.join('')}---\n\n# ${name.replace(/[\\`*_[\]<>#]/g, '\\$&')}\n\n`
}

async function pack(
  { title, capturedAt }: Snapshot,
  text: string,
  images: Map<string, Blob>,
  source: PageSource,
  out: Sink,
): Promise<Blob> {
  const zip = createZipWriter(out.write, new Date(capturedAt))
  const step = countedWrites(images.size, source)
  await zip.add(exportName(title, capturedAt, 'md'), text, 'deflate')
  for (const [name, body] of images) {
    step()
    await zip.add(FOLDER + name, body, /svg|bmp/.test(body.type) ? 'deflate' : 'store')
  }
  await zip.finish()
  return out.close()
}
