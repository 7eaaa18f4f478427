import { Readability } from '@mozilla/readability'

export interface Article {
  title: string
  author: string
  content: Element
}

/** Shorter finds are tried again with less left out; in Chinese half as many characters say as much. */
const MIN_LETTERS = 500
const MIN_HAN = 150

/** The article of a page; all of the page where none stands out. The document is used up. */
export function findArticle(doc: Document): Article {
  const whole = doc.body.cloneNode(true) as Element
  const found = new Readability<Element>(doc, {
    charThreshold: isHan(whole.textContent) ? MIN_HAN : MIN_LETTERS,
    // Names of languages of code are classes.
    keepClasses: true,
    serializer: (element) => element as Element,
  }).parse()
  const content = found?.content ?? whole
  const title = takeHeading(content, found?.title ?? '')
  return { title, author: plainName(found?.byline ?? ''), content }
}

/** Titles of pages name their site as well; the heading an article begins with is its own title. */
function takeHeading(content: Element, title: string): string {
  const heading = content.querySelector('h1, h2')
  const text = heading?.textContent.trim() ?? ''
  if (!heading || !text || !title.includes(text)) return title
  if (!content.textContent.trim().startsWith(text)) return title
  heading.remove()
  return text
}

const plainName = (byline: string): string =>
  byline.trim().replace(/^(?:作者\s*[:：]?|by\s)\s*/i, '')

const isHan = (text: string): boolean =>
  (text.match(/\p{Script=Han}/gu)?.length ?? 0) > (text.match(/[a-z]/gi)?.length ?? 0) / 4
