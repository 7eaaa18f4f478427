import { describe, expect, it } from 'vitest'
import { csvRows } from '../../utils/links/files/csv-links.ts'
import { decodeText } from '../../utils/links/files/decode-text.ts'
import { linksInFile } from '../../utils/links/files/link-file.ts'
import type { FoundLink } from '../../utils/links/found-link.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const found = (name: string, text: string): FoundLink[] => [...linksInFile(name, bytes(text))]
const titled = (name: string, text: string) =>
  found(name, text).map(({ url, title }) => `${url} ${title}`.trim())
const utf16 = (text: string, high: 0 | 1) =>
  Uint8Array.from(
    [...text].flatMap((letter) => {
      const code = letter.charCodeAt(0)
      return high === 0 ? [code >> 8, code & 255] : [code & 255, code >> 8]
    }),
  )
/** 链接 in GB18030. */
const GB = [0xc1, 0xb4, 0xbd, 0xd3]

const BOOKMARKS = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
  <DL><p>
    <DT><A HREF="https://a.example/" ICON="data:image/png;base64,>'<">A &amp; B</A>
    <DT><H3>前端</H3>
    <DL><p>
      <DT><A HREF="https://b.example/" TAGS="css,排版">B</A>
      <DT><H3>TCP/IP</H3>
      <DL><p><DT><A HREF="https://c.example/">C</A></DL><p>
    </DL><p>
    <DT><A HREF="javascript:alert(1)">no page</A>
    <DT><A HREF="place:sort=8">no page either</A>
  </DL><p>
  <DT><A HREF="https://d.example/">D</A>
</DL><p>`

describe('exported bookmarks', () => {
  it('come with names, folders and tags', () => {
    expect(found('bookmarks.html', BOOKMARKS)).toEqual([
      { url: 'https://a.example/', title: 'A & B', tags: [] },
      { url: 'https://b.example/', title: 'B', tags: ['前端', 'css', '排版'] },
      { url: 'https://c.example/', title: 'C', tags: ['前端/TCP-IP'] },
      { url: 'https://d.example/', title: 'D', tags: [] },
    ])
  })
})

describe('a page', () => {
  it('gives the links a reader would see, with their texts', () => {
    const page = `<!doctype html><!-- <a href="https://no.example/">comment</a> -->
      <script>'<a href="https://no.example/">'</script><style>a{}</style>
      <a class=x href=https://a.example/?x=1&amp;y=2>One <b>and</b>
      two</a> <a href='https://b.example/' aria-label="Label"><img src=x alt=Picture></a>
      <a href="https://c.example/"><img alt="Picture"></a><a href="#part">part</a>
      <a href="mailto:me@example.com">me</a><a name=anchor>none</a>
      <area href="https://d.example/" alt="Area"><p title=it's>1 < 2 <a href="/rel">relative</a>
      <a href="https://e.example/">unclosed <a href="https://f.example/">last`
    expect(titled('page.htm', page)).toEqual([
      'https://a.example/?x=1&y=2 One and two',
      'https://b.example/ Label',
      'https://c.example/ Picture',
      'https://d.example/ Area',
      'https://e.example/ unclosed',
      'https://f.example/ last',
    ])
  })

  it.each([
    ['<base href="https://base.example/a/"><a href="b">x</a>', 'https://base.example/a/b x'],
    [
      '<!-- saved from url=(0024)https://saved.example/p/ --><a href="q">x</a>',
      'https://saved.example/p/q x',
    ],
  ])('knows what its addresses are relative to: %s', (page, expected) => {
    expect(titled('x.html', page)).toEqual([expected])
  })

  it.each([
    '<a "'.repeat(300_000),
    '<!--'.repeat(300_000),
    '<'.repeat(1_000_000),
    `<a href="https://x.example/" ${'x="'.repeat(300_000)}`,
    '<script>'.repeat(100_000),
    '"'.repeat(1_000_000),
    '[['.repeat(300_000),
    '![]('.repeat(200_000),
    'https://'.repeat(100_000),
    `https://x.example/${'('.repeat(200_000)}`,
  ])('is read in a moment however it is written (%#)', (text) => {
    const begun = performance.now()
    for (const name of ['x.html', 'x.md', 'x.csv', 'x.txt', 'x.json', 'x.url']) found(name, text)
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

describe('a table', () => {
  it.each([
    [
      'title,url,time_added,tags\n"A, ""B""",https://a.example/,1,css|排版\n,https://b.example/,2,',
      [
        { url: 'https://a.example/', title: 'A, "B"', tags: ['css', '排版'] },
        { url: 'https://b.example/', title: '', tags: [] },
      ],
    ],
    [
      'URL;Title;Folder\r\nhttps://a.example/;甲;设计/排版\r\n',
      [{ url: 'https://a.example/', title: '甲', tags: ['设计/排版'] }],
    ],
    ['标题\t链接\n甲\thttps://a.example/', [{ url: 'https://a.example/', title: '甲', tags: [] }]],
    ['甲,https://a.example/', [{ url: 'https://a.example/', title: '甲', tags: [] }]],
    [
      '1,https://a.example/,https://b.example/',
      [
        { url: 'https://a.example/', title: '', tags: [] },
        { url: 'https://b.example/', title: '', tags: [] },
      ],
    ],
  ])('is read by its columns: %j', (text, expected) => {
    expect(found('x.csv', text)).toEqual(expected)
  })

  it('keeps line breaks in quotes, and takes an open quote to the end', () => {
    expect([...csvRows('a,"b\nc"\n"d')]).toEqual([['a', 'b\nc'], ['d']])
  })
})

describe('JSON', () => {
  it.each([
    ['["https://a.example/","no"]', ['https://a.example/']],
    [
      '[{"url":"https://a.example/","title":"A","favicon":"https://a.example/i"}]',
      ['https://a.example/ A'],
    ],
    [
      '{"url":"https://a.example/"}\n{"url":"https://b.example/"}',
      ['https://a.example/', 'https://b.example/'],
    ],
  ])('%s', (text, expected) => {
    expect(titled('x.json', text)).toEqual(expected)
  })

  it('has folders where objects with a name hold others', () => {
    const text = JSON.stringify({
      title: '',
      children: [
        { title: '前端', children: [{ title: 'A', uri: 'https://a.example/', tags: 'x,y' }] },
        { name: 'B', url: 'https://b.example/', tags: [{ name: 'z' }, 'w'] },
      ],
    })
    expect(found('x.json', text)).toEqual([
      { url: 'https://a.example/', title: 'A', tags: ['前端', 'x', 'y'] },
      { url: 'https://b.example/', title: 'B', tags: ['z', 'w'] },
    ])
  })
})

describe('Markdown', () => {
  it('gives the texts of links, and addresses that stand alone', () => {
    const text = [
      '- [One **two**](https://a.example/x_(y) "hover") and https://b.example/.',
      '[![badge](https://img.example/b.svg)](https://c.example/)',
      '[ref]: <https://d.example/>',
      '![only a picture](https://img.example/p.png)',
      'see readme.md and <https://e.example/>',
    ].join('\n')
    expect(titled('x.md', text)).toEqual([
      'https://a.example/x_(y) One two',
      'https://b.example/',
      'https://c.example/ badge',
      'https://d.example/ ref',
      'https://e.example/',
    ])
  })
})

describe('a text', () => {
  it('gives addresses anywhere in it, and titles behind them', () => {
    const text = 'https://a.example/ | 甲\n# remark\nexample.com/b\nlook（https://c.example/）。'
    expect(titled('x.txt', text)).toEqual([
      'https://a.example/ 甲',
      'https://example.com/b',
      'https://c.example/',
    ])
  })
})

describe('a shortcut', () => {
  const binary = (address: string) => {
    const long = address.length > 14 ? [0x5f, 0x10, address.length] : [0x50 | address.length]
    const letters = [...address].map((letter) => letter.charCodeAt(0))
    return Uint8Array.from([
      ...bytes('bplist00'),
      0xd1,
      1,
      2,
      0x53,
      0x55,
      0x52,
      0x4c,
      ...long,
      ...letters,
      0x41,
      8,
    ])
  }

  it('of Windows', () => {
    expect(titled('My page.url', '[InternetShortcut]\r\nURL=https://a.example/?x=1\r\n')).toEqual([
      'https://a.example/?x=1 My page',
    ])
  })

  it('of macOS, as text and packed', () => {
    const text =
      '<plist><dict><key>URL</key><string>https://a.example/?x&amp;y</string></dict></plist>'
    expect(titled('甲.webloc', text)).toEqual(['https://a.example/?x&y 甲'])
    for (const address of ['https://a.example/long/path', 'http://a.cn/x'])
      expect([...linksInFile('x.webloc', binary(address))]).toEqual([
        { url: address, title: 'x', tags: [] },
      ])
  })
})

describe('a text is read whatever its encoding', () => {
  const LINE = 'https://a.example/ 链接'
  it.each([
    ['UTF-8', bytes(LINE)],
    ['UTF-8 with a mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes(LINE)])],
    ['UTF-16 LE with a mark', utf16(`\ufeff${LINE}`, 1)],
    ['UTF-16 BE with a mark', utf16(`\ufeff${LINE}`, 0)],
    ['UTF-16 LE', utf16(LINE, 1)],
    ['UTF-16 BE', utf16(LINE, 0)],
    ['GB18030', Uint8Array.from([...bytes('https://a.example/ '), ...GB])],
  ])('%s', (_name, file) => {
    expect(decodeText(file)).toBe(LINE)
  })

  it('as a document says of itself', () => {
    const head = '<meta charset="big5">'
    expect(decodeText(Uint8Array.from([...bytes(head), 0xa4, 0xa4]))).toBe(`${head}中`)
  })

  it('and refused where it is none', () => {
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3, 4])
    expect(() => linksInFile('x.zip', zip)).toThrow('file-binary')
    expect(() => linksInFile('x', bytes('%PDF-1.7 …'))).toThrow('file-binary')
  })
})
