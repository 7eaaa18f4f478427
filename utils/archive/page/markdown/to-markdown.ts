import { gfm } from '@joplin/turndown-plugin-gfm'
import TurndownService from 'turndown'

/** Blanks, and the punctuation of Chinese and Japanese. */
const MARKS = String.raw`[\s\u2010-\u2027\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]*`
const EDGES = new RegExp(`^(${MARKS})(.*?)(${MARKS})$`, 's')

/** An element as CommonMark with tables and strikethrough. */
export function toMarkdown(element: Element): string {
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  })
  service.use(gfm)
  service.remove(['style', 'script', 'noscript', 'rp' as keyof HTMLElementTagNameMap])
  service.addRule('reading', { filter: 'rt', replacement: (text) => (text ? `(${text})` : '') })
  service.addRule('strong', {
    filter: ['strong', 'b'],
    replacement: (text) => emphasis(text, '**'),
  })
  service.addRule('emphasis', { filter: ['em', 'i'], replacement: (text) => emphasis(text, '*') })
  return service.turndown(element as HTMLElement)
}

/**
 * Markdown wants blanks or letters at both sides of a mark, and Chinese has neither: in `**注意：**请看` the
 * second pair would be shown as it is. So punctuation goes out of the emphasis.
 */
function emphasis(text: string, mark: string): string {
  const [, before = '', inner = '', after = ''] = EDGES.exec(text) ?? []
  return inner ? before + mark + inner + mark + after : text
}
