import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  commentText,
  escapeAttribute,
  escapeText,
  rawStyle,
} from '../../utils/capture/page/html-rules.ts'
import { densityOf, largestCandidate, parseSrcset } from '../../utils/capture/page/srcset.ts'
import { createVisibleText } from '../../utils/capture/page/visible-text.ts'
import { cidOf, cidReference } from '../../utils/snapshot/cid.ts'
import { decodeCss } from '../../utils/snapshot/decode-css.ts'

describe('names of bodies', () => {
  test('are the same for every fragment, which stays behind the reference', () => {
    expect(cidOf('https://a.test/x.svg#a')).toBe(cidOf('https://a.test/x.svg'))
    expect(cidReference('https://a.test/x.svg#a')).toMatch(/^cid:r[0-9a-z]+#a$/)
  })

  test('differ for 200,000 addresses that differ in a digit', () => {
    const names = new Set<string>()
    for (let i = 0; i < 200_000; i++) names.add(cidOf(`https://a.test/${i}.png`))
    expect(names.size).toBe(200_000)
  })

  test('never change, since stored pages hold them', () => {
    expect(cidOf('https://example.com/')).toMatchInlineSnapshot(`"r1k9wzymvkpm"`)
  })
})

describe('srcset', () => {
  test.each([
    ['a.png', [['a.png', '']]],
    [
      'a.png 1x, b.png 2x',
      [
        ['a.png', '1x'],
        ['b.png', '2x'],
      ],
    ],
    [
      ' a.png 100w,\n b.png 200w ',
      [
        ['a.png', '100w'],
        ['b.png', '200w'],
      ],
    ],
    ['a.png,b.png 2x', [['a.png,b.png', '2x']]],
    [
      'a.png, b.png',
      [
        ['a.png', ''],
        ['b.png', ''],
      ],
    ],
    [
      'data:x;base64,AA== 1x, b 2x',
      [
        ['data:x;base64,AA==', '1x'],
        ['b', '2x'],
      ],
    ],
    [
      'a 1x (b, c), d',
      [
        ['a', '1x (b, c)'],
        ['d', ''],
      ],
    ],
    ['', []],
    [' , ', []],
  ])('splits %j', (text, expected) => {
    expect(parseSrcset(text).map(({ url, descriptor }) => [url, descriptor])).toEqual(expected)
  })

  test('gives the density a candidate was chosen for', () => {
    expect(densityOf('2x', 10)).toBe(2)
    expect(densityOf('800w', 400)).toBe(2)
    expect(densityOf('', 400)).toBe(1)
    expect(densityOf('800w', 0)).toBe(1)
  })

  test('knows the best candidate', () => {
    expect(largestCandidate(parseSrcset('a 100w, b 900w, c 300w'))?.url).toBe('b')
    expect(largestCandidate(parseSrcset('a, b 3x, c 2x'))?.url).toBe('b')
    expect(largestCandidate([])).toBeUndefined()
  })
})

describe('text', () => {
  test('is escaped so that a parser reads it back unchanged', () => {
    expect(escapeText('a<b>&\u00a0\r"')).toBe('a&lt;b&gt;&amp;&#160;&#13;"')
    expect(escapeAttribute('"<&\n')).toBe('&quot;&lt;&amp;\n')
    expect(escapeAttribute('a\n\t', true)).toBe('a&#10;&#9;')
    expect(rawStyle('a{content:"</style>"}')).toBe('a{content:"<\\/style>"}')
  })

  test.each(['a--b', '-->x', '>x', '->x', 'a--!>b', 'x-'])(
    'a comment %j ends at its end',
    (data) => {
      const text = commentText(data)
      expect(text.slice(4, -3)).not.toMatch(/--!?>|^-?>/)
      expect(commentText(data, true).slice(4, -3)).not.toMatch(/--|-$/)
    },
  )

  test('has one line for each block and single blanks', () => {
    const text = createVisibleText()
    text.breakLine()
    text.add('  a\n  b ')
    text.breakLine()
    text.add('  ')
    text.breakLine()
    text.add(' c')
    expect(text.read().next()).toEqual({ done: true, value: 'a b\nc' })
  })

  test('is the same wherever the page has its turn', () => {
    const piece = fc.constantFrom(' ', '  ', '\n', ' a', 'b ', 'c', '|')
    const textOf = (pieces: string[], most: number) => {
      const text = createVisibleText(most)
      for (const each of pieces) each === '|' ? text.breakLine() : text.add(each)
      const steps = text.read()
      let step = steps.next()
      while (!step.done) step = steps.next()
      return step.value
    }
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (all, most) => {
          expect(textOf(all, most)).toBe(textOf(all, 1000))
        },
      ),
    )
  })

  test('is put in order in several parts where it is long', () => {
    const text = createVisibleText()
    for (let n = 0; n < 20_000; n++) {
      text.add(` word${n} `)
      if (n % 3 === 0) text.breakLine()
    }
    const steps = text.read()
    let turns = 0
    let step = steps.next()
    for (; !step.done; step = steps.next()) turns++
    expect(turns).toBeGreaterThan(1)
    const lines = String(step.value).split('\n')
    expect(lines.slice(0, 3)).toEqual(['word0', 'word1 word2 word3', 'word4 word5 word6'])
    expect(lines.every((line) => /^(?:word\d+ ?)+$/.test(line) && !line.endsWith(' '))).toBe(true)
  })
})

describe('encodings of style sheets', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

  test('come from the mark, the header, the rule and the page, in this order', () => {
    const gbk = bytes('a{content:"\xc4\xe3"}')
    expect(decodeCss(gbk, 'text/css; charset=gbk')).toContain('你')
    expect(decodeCss(bytes('@charset "gbk";a{content:"\xc4\xe3"}'), 'text/css')).toBe(
      'a{content:"你"}',
    )
    expect(decodeCss(gbk, 'text/css', 'gbk')).toContain('你')
    expect(decodeCss(bytes('\xef\xbb\xbfa{}'), 'text/css; charset=gbk')).toBe('a{}')
    expect(decodeCss(bytes('a{}'), 'text/css; charset=nonsense', 'also')).toBe('a{}')
  })

  test('are found in bytes of which no part can be taken, as scripts of extensions get in Firefox', () => {
    const foreign = Object.defineProperty(
      bytes('@charset "gbk";a{content:"\xc4\xe3"}'),
      'constructor',
      {
        get: () => {
          throw new Error('Permission denied to access property "constructor"')
        },
      },
    )
    expect(decodeCss(foreign, 'text/css')).toBe('a{content:"你"}')
  })
})
