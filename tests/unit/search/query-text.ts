import fc from 'fast-check'

const PIECES = [
  ...'ab字é*-－−:：()（）"“”„‘’「」『』«»|｜/，。 　#?<',
  'OR ',
  'AND ',
  'NOT ',
  ' OR ',
  ' 或 ',
  '非 ',
  'rust',
  '读书',
  'tag:',
  '标签：',
  'site:',
  'www.',
  'example.com',
  'https://a.b/c',
  '://',
  'is:',
  'unread',
  '已读',
  'has:',
  'note',
  'before:',
  'after:',
  '2024',
  '-05',
  '7d',
  'today',
  'in:',
  'title',
  'title:',
  'url:',
  'lang:',
  'zh',
  'C++',
  '--x',
]

/** What somebody may type: pieces of the language in any order, and anything else. */
export const queryText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
