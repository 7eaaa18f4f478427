import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  asksForTrash,
  evaluateQuery,
  type SearchedLink,
} from '../../../utils/search/query/evaluate-query.ts'
import { matchText } from '../../../utils/search/query/match-text.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { queryText } from './query-text.ts'

const NOW = +new Date(2024, 4, 31, 12)

const LINK: SearchedLink = {
  title: 'Rust 读书笔记：Learning the Open Web',
  url: 'https://docs.example.com/guide/%E7%BD%91%E9%A1%B5?x=1',
  note: 'Ask Zoë about C++',
  text: '所有权是 Rust 的核心概念。Use node.js with --load-extension at 12:30.',
  tags: ['前端/React', 'Reading'],
  lang: 'zh-CN',
  state: 'inbox',
  starred: true,
  broken: false,
  hasSnapshot: true,
  createdAt: +new Date(2024, 4, 6, 10),
}

const finds = (query: string, fields: Partial<SearchedLink> = {}): boolean =>
  evaluateQuery(parseQuery(query).tree, { ...LINK, ...fields }, NOW)

describe('a link is found by', () => {
  it.each([
    '',
    'rust',
    'RUST',
    'ｒｕｓｔ',
    'rus',
    '读书',
    '书',
    '书笔',
    '权',
    'zoe',
    'Zoë',
    'c++',
    'node.js',
    'node',
    '--load-extension',
    '12:30',
    'guide',
    '网页',
    'react',
    '"open web"',
    '"open  web"',
    '"open we*"',
    '"open we',
    '“读书笔记”',
    '"书笔"',
    'rust 核心',
    'rust OR missing',
    '-missing',
    '-(rust missing)',
    'tag:前端',
    'tag:前端/react',
    'tag:READING',
    '-tag:React',
    'site:example.com',
    'site:docs.example.com',
    'site:example',
    'site:com',
    'site:example.com/guide',
    'site:example.com/guide/网页',
    '-site:ample.com',
    '-site:example.com/gui',
    '-site:example.com/other',
    'on:2024-05-06',
    'on:2024-05',
    'on:2024',
    'after:2024-05-06',
    'before:2024-05-07',
    '-before:2024-05-06',
    '-after:2024-05-07',
    'after:2024 before:2025',
    'after:25d',
    '-after:24d',
    'before:24d',
    'after:1m',
    'is:unread',
    'is:starred',
    '-is:read',
    '-is:broken',
    'has:snapshot has:note has:tag',
    'lang:zh',
    'lang:zh-CN',
    '-lang:z',
    '-lang:en',
    'title:rust',
    '-title:核心',
    'text:核心',
    'note:zoe',
    'url:guide',
    'url:网页',
    '-url:rust',
    'in:title rust web',
    '-(in:note rust)',
    'https://docs.example.com/guide',
    'http://www.docs.example.com/guide/网页',
    '-https://docs.example.com/other',
  ])('%s', (query) => {
    expect(finds(query)).toBe(true)
  })

  it.each([
    'ust',
    'earning',
    'missing',
    'rust missing',
    '"ope web"',
    '"open we"',
    '"rus"',
    '读笔',
    'title:核心',
    'tag:React',
    'tag:前',
    'is:archived',
    'before:2024-05-06',
    'after:2024-05-07',
    'on:today',
    'oad-extension',
  ])('not by %s', (query) => {
    expect(finds(query)).toBe(false)
  })
})

describe('days', () => {
  it.each([
    ['on:today', new Date(2024, 4, 31, 0)],
    ['on:today', new Date(2024, 4, 31, 23, 59)],
    ['on:yesterday', new Date(2024, 4, 30, 12)],
    ['on:1w', new Date(2024, 4, 24, 12)],
    // There is no 31st of February.
    ['on:3m', new Date(2024, 1, 29, 12)],
    ['on:1y', new Date(2023, 4, 31, 12)],
    ['on:2023', new Date(2023, 11, 31, 23, 59)],
    ['on:2024-02', new Date(2024, 1, 29, 12)],
  ])('%s is %s', (query, date) => {
    expect(finds(query, { createdAt: +date })).toBe(true)
    expect(finds(`-${query}`, { createdAt: +date })).toBe(false)
  })

  it.each([
    ['on:today', new Date(2024, 5, 1)],
    ['on:yesterday', new Date(2024, 4, 31)],
    ['on:2023', new Date(2024, 0, 1)],
    ['on:2024-02', new Date(2024, 2, 1)],
  ])('%s is not %s', (query, date) => {
    expect(finds(query, { createdAt: +date })).toBe(false)
  })
})

describe('odd links', () => {
  it('are found by what they have', () => {
    expect(finds('site:a', { url: 'not an address' })).toBe(false)
    expect(finds('has:note', { note: ' \n' })).toBe(false)
    expect(finds('100', { url: 'https://example.org/%E7%/100%' })).toBe(true)
    expect(finds('site:例子.测试', { url: 'https://xn--fsqu00a.xn--0zwm56d/' })).toBe(true)
    expect(finds('site:localhost:3000', { url: 'http://localhost:3000/a' })).toBe(true)
    expect(finds('site:localhost', { url: 'http://localhost:3000/a' })).toBe(true)
    expect(finds('site:localhost:3001', { url: 'http://localhost:3000/a' })).toBe(false)
    expect(finds('a', { title: '', note: '', text: '', tags: [], url: 'x' })).toBe(false)
  })
})

describe('the trash', () => {
  it.each([
    ['is:trash', true],
    ['a (b OR is:trash)', true],
    ['-is:trash', true],
    ['trash', false],
    ['', false],
  ])('%s asks for it: %s', (query, asked) => {
    expect(asksForTrash(parseQuery(query).tree)).toBe(asked)
  })
})

describe('any query', () => {
  it('finds a link or its opposite does, and another match may be given', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { tree } = parseQuery(text)
        const opposite = { kind: 'not', part: tree, at: tree.at } as const
        expect(evaluateQuery(opposite, LINK, NOW)).toBe(!evaluateQuery(tree, LINK, NOW))
      }),
    )
    const { tree } = parseQuery('anything')
    expect(evaluateQuery(tree, LINK, NOW, () => true)).toBe(true)
  })
})

describe('words in texts', () => {
  it.each([
    ['한국어 텍스트', '국어', true],
    ['カタカナ', 'タカ', true],
    ['がっこう', 'か', false],
    ['ガ', 'カ', false],
    ['ｶﾞｲﾄﾞ', 'ガイド', true],
    ['naïve café', 'cafe', true],
    ['Straße', 'straße', true],
    ['foo_bar', 'bar', false],
    ['foo-bar', 'bar', true],
    ['iPhone手机', '手机', true],
    ['iPhone手机', 'phone手', false],
    ['用iPhone', 'iphone', true],
    ['𠮷野家', '野家', true],
    ['𝒳yz xyz', 'yz', false],
    ['a\n b', 'a b', true],
    ['x2', '2', false],
    ['', 'a', false],
  ])('%s has %s: %s', (text, words, has) => {
    expect(matchText(text, words, false)).toBe(has)
  })

  it('are whole words where that is asked for', () => {
    expect(matchText('openness, open', 'open', true)).toBe(true)
    expect(matchText('openness', 'open', true)).toBe(false)
    expect(matchText('open网络', 'open', true)).toBe(true)
  })
})
