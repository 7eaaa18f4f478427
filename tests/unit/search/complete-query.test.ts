import { describe, expect, it } from 'vitest'
import { completeQuery } from '../../../utils/search/query/complete-query.ts'

const KNOWN = {
  tags: [
    { name: '读书', count: 3 },
    { name: '读书 笔记', count: 9 },
    { name: 'reading', count: 5 },
    { name: 'Web/React', count: 12 },
    { name: 'Threads', count: 1 },
  ],
  sites: [
    { name: 'zhihu.com', count: 4 },
    { name: 'news.example.com', count: 8 },
    { name: 'example.com', count: 2 },
  ],
}

/** The text with its caret, and the texts with each suggestion in place. */
function offered(marked: string, language: 'en' | 'zh' = 'en'): string[] {
  const caret = marked.indexOf('|')
  const text = marked.slice(0, caret) + marked.slice(caret + 1)
  const { from, to, suggestions } = completeQuery(text, caret, { ...KNOWN, language })
  return suggestions.map(({ insert }) => text.slice(0, from) + insert + text.slice(to))
}

describe('what may be typed next', () => {
  it.each([
    [
      'keys where nothing is typed',
      '|',
      ['tag:', 'site:', 'is:', 'has:', 'before:', 'after:', 'on:', 'title:'],
    ],
    ['keys that begin so', 'ti|', ['title:']],
    ['keys behind a dash', 'rust -sit|', ['rust -site:']],
    [
      'keys in a group',
      'a (|',
      [
        'a (tag:',
        'a (site:',
        'a (is:',
        'a (has:',
        'a (before:',
        'a (after:',
        'a (on:',
        'a (title:',
      ],
    ],
    ['a key by another name', 'sin|', ['after:']],
    ['a Chinese key, whatever the language', '标|', ['标签:', '标题:']],
    ['tags by their names alone', 'rea|', ['tag:reading', 'tag:Web/React', 'tag:Threads']],
    [
      'tags that begin so, then parts, then the rest',
      'tag:rea|',
      ['tag:reading', 'tag:Web/React', 'tag:Threads'],
    ],
    [
      'the most used tag first, quoted if it has blanks',
      'tag:读|',
      ['tag:"读书 笔记"', 'tag:读书'],
    ],
    ['a tag in open quotation marks', 'tag:"读书 笔|', ['tag:"读书 笔记"']],
    ['no more than what is before the caret there', 'tag:"读书 笔| rust', ['tag:"读书 笔记" rust']],
    ['a tag in Chinese', '-标签：读书|', ['-标签："读书 笔记"', '-标签：读书']],
    [
      'all tags behind the colon',
      'tag:|',
      ['tag:Web/React', 'tag:"读书 笔记"', 'tag:reading', 'tag:读书', 'tag:Threads'],
    ],
    ['sites', 'site:exa|', ['site:example.com', 'site:news.example.com']],
    ['states', 'is:s|', ['is:starred']],
    ['states by another name', 'is:inb|', ['is:unread']],
    ['states in Chinese', '是：已|', ['是：已读', '是：已加星标', '是：已归档']],
    [
      'all states in the language of the key',
      '是:|',
      ['是:未读', '是:已读', '是:已加星标', '是:已归档', '是:回收站', '是:失效'],
    ],
    ['parts', 'has:|', ['has:snapshot', 'has:note', 'has:tag']],
    ['places', 'in:t|', ['in:title', 'in:text']],
    ['languages', 'lang:|', ['lang:zh', 'lang:en', 'lang:ja', 'lang:ko']],
    ['days', 'after:|', ['after:today', 'after:yesterday', 'after:7d', 'after:1m', 'after:1y']],
    ['days that begin so', 'on:y|', ['on:yesterday']],
    ['units behind a number', 'after:3|', ['after:3d', 'after:3w', 'after:3m', 'after:3y']],
    ['units in Chinese', '之后:3|', ['之后:3天', '之后:3周', '之后:3个月', '之后:3年']],
    [
      'a value in the middle of a text',
      'a tag:rea| b',
      ['a tag:reading b', 'a tag:Web/React b', 'a tag:Threads b'],
    ],
    [
      'the whole of a value, though the caret is inside',
      'tag:rea|xyz b',
      ['tag:reading b', 'tag:Web/React b', 'tag:Threads b'],
    ],
    ['nothing inside a key', 'ta|g:x', []],
    ['nothing for a word nobody knows', 'xyz|', []],
    ['nothing in a phrase', '"rea|', []],
    ['nothing for free words', 'title:rea|', []],
    ['nothing right behind an operator', 'a OR|', []],
  ])('%s', (_, text, texts) => {
    expect(offered(text)).toEqual(texts)
  })

  it('is in Chinese for Chinese readers', () => {
    expect(offered('|', 'zh').slice(0, 3)).toEqual(['标签:', '网站:', '是:'])
    expect(offered('rea|', 'zh')[0]).toBe('标签:reading')
    expect(offered('is:|', 'zh')[0]).toBe('is:unread')
  })

  it('says how many links a tag has, and no more than asked for', () => {
    const { suggestions } = completeQuery('tag:', 4, { ...KNOWN, language: 'en' }, 2)
    expect(suggestions.map(({ label, count }) => [label, count])).toEqual([
      ['Web/React', 12],
      ['读书 笔记', 9],
    ])
  })

  it('bears a caret that is nowhere', () => {
    expect(completeQuery('tag:', 99, { ...KNOWN, language: 'en' }).suggestions[0]?.insert).toBe(
      'tag:',
    )
    expect(completeQuery('', -1, { ...KNOWN, language: 'en' }).from).toBe(-1)
  })
})
