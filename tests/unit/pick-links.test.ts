import { describe, expect, it } from 'vitest'
import type { PickItem } from '../../components/library/add/pick/pick-item.ts'
import { NO_FILTER, rowsOf } from '../../components/library/add/pick/pick-rows.ts'
import {
  folderLines,
  linksInFolder,
} from '../../components/library/add/sources/bookmark-folders.ts'
import { ofPassage, sourceOf } from '../../components/library/add/sources/source.ts'
import { parseRoute } from '../../components/library/route.ts'
import type { BookmarkFolder } from '../../utils/model/bookmark-folder.ts'

const item = (url: string, title = '', fields: Partial<PickItem> = {}): PickItem => ({
  ...{ key: url, url, title, tags: [] },
  ...fields,
})

describe('a list of links', () => {
  const found = (url: string, title: string, words: string) =>
    rowsOf([item(url, title)], { ...NO_FILTER, words }, () => false).length === 1
  const items = [
    item('https://a.example/x', '排版 Guide', { group: 'one', tags: ['前端'] }),
    item('https://b.example/%E6%8E%92', 'Other', { group: 'two' }),
    item('https://www.a.example/y', 'Third', { group: 'one' }),
  ]
  const shown = (filter: Partial<typeof NO_FILTER>, kept: string[] = []) =>
    rowsOf(items, { ...NO_FILTER, ...filter }, (key) => kept.includes(key)).map((row) =>
      row.kind === 'group' ? `${row.group}:${row.items.length}` : row.item.title,
    )

  it('stands in groups, each with what of it is shown', () => {
    expect(shown({})).toEqual(['one:2', '排版 Guide', 'Third', 'two:1', 'Other'])
  })

  it.each([
    ['words of title and address', { words: 'GUIDE a.example' }, ['one:1', '排版 Guide']],
    ['an address as it reads', { words: '排' }, ['one:1', '排版 Guide', 'two:1', 'Other']],
    ['a tag', { words: '前端' }, ['one:1', '排版 Guide']],
    ['a site', { site: 'a.example' }, ['one:2', '排版 Guide', 'Third']],
    ['what was chosen', { only: new Set(['https://www.a.example/y']) }, ['one:1', 'Third']],
    ['nothing', { words: 'nowhere' }, []],
  ])('is filtered by %s', (_name, filter, expected) => {
    expect(shown(filter)).toEqual(expected)
  })

  it.each([
    ['its host, whatever the case', 'EXAMPLE.com', true],
    ['a part of its host', 'shop.ex', true],
    ['its port', ':8080', true],
    ['its whole address', 'https://www.Shop.example.com:8080/%E6%8E%92/a?q=%E7%89%88#x', true],
    ['its address without the protocol', 'www.shop.example.com:8080/排/a', true],
    ['its address in escapes', '%e6%8e%92', true],
    ['Chinese words of title and address', '指南 版', true],
    ['full-width letters', 'ＳＨＯＰ　指南', true],
    ['a word of the title', 'café', true],
    ['digits of escapes, which nobody sees', '8e', false],
    ['the protocol of all', 'https', false],
    ['a part of its host, copied', 'https://example.com', true],
    ['a host it is not of', 'https://example.org', false],
  ])('is found by %s', (_name, words, expected) => {
    const url = 'https://www.shop.example.com:8080/%E6%8E%92/a?q=%E7%89%88#x'
    expect(found(url, '使用指南 Café', words)).toBe(expected)
  })

  it('is found by a host in Chinese, and with or without its slash', () => {
    expect(found('https://xn--fiqs8s.example/', '', '中国.example')).toBe(true)
    expect(found('https://xn--fiqs8s.example/', '', '国中')).toBe(false)
    expect(found('https://a.example/', '', 'https://a.example/')).toBe(true)
    expect(found('https://a.example/b', '', 'a.example/')).toBe(true)
  })

  it('leaves out what is kept, if asked to', () => {
    expect(shown({ fresh: true }, ['https://a.example/x'])).toEqual([
      'one:1',
      'Third',
      'two:1',
      'Other',
    ])
  })
})

describe('folders of bookmarks', () => {
  const folder = (
    title: string,
    urls: string[],
    folders: BookmarkFolder[] = [],
    ofBrowser = false,
  ) => ({
    ...{ id: title, title, ofBrowser, folders },
    links: urls.map((url) => ({ url, title: url.slice(8, 9) })),
  })
  const deep = folder('React', ['https://c.example/'])
  const bar = folder(
    'Bar',
    ['https://a.example/', 'place:x'],
    [folder('Dev', ['https://b.example/'], [deep])],
    true,
  )
  const root = folder('', [], [bar, folder('Empty', [], [], true)], true)

  it('are counted with what is inside them; those without pages are left out', () => {
    expect(
      folderLines(root).map(({ folder: { title }, depth, count }) => [title, depth, count]),
    ).toEqual([
      ['', 0, 3],
      ['Bar', 1, 3],
      ['Dev', 2, 2],
      ['React', 3, 1],
    ])
  })

  it('give their names as tags, those of the browser none', () => {
    const tags = [...linksInFolder(root)].map(({ title, tags: own }) => [title, ...own])
    expect(tags).toEqual([['a'], ['b', 'Dev'], ['c', 'Dev/React']])
    expect([...linksInFolder(deep)].map(({ tags: own }) => own)).toEqual([['React']])
  })
})

describe('what comes in', () => {
  const link = (url: string) => `<a href="${url}">word</a>`
  it.each([
    ['text with its addresses', 'see https://a.example/', '', 'see https://a.example/'],
    [
      'marks that say no more than the text',
      'https://a.example/',
      link('https://a.example/'),
      'https://a.example/',
    ],
    ['one link behind a word', 'word', link('https://a.example/'), 'https://a.example/'],
  ])('is text for the field: %s', (_name, text, html, expected) => {
    expect(ofPassage({ text, html }, false)).toBe(expected)
  })

  it('is a list where links hide behind words, or the text is long', () => {
    const html = link('https://a.example/') + link('https://b.example/')
    expect(ofPassage({ text: 'word word', html }, true)).toMatchObject({
      kind: 'text',
      clipboard: true,
    })
    expect(ofPassage({ text: 'https://a.example/ '.repeat(2000), html: '' }, false)).toMatchObject({
      kind: 'text',
    })
  })

  it('may be asked for by address', () => {
    const asked = (hash: string) =>
      sourceOf(parseRoute(hash).add ?? { text: '', windowId: 0, tabId: 0 })
    expect(asked('#/add?tab=7')).toEqual({ kind: 'page', tabId: 7 })
    expect(asked('#/add?url=https://a.example/')).toBe('https://a.example/')
  })
})
