const TAGS = ['设计', '前端开发', 'Reading', '食谱', 'Rust', '论文', '旅行/日本', 'C++', '收藏 ✨']

const TITLES = [
  [
    'https://www.zhihu.com/question/20010001',
    '怎样系统地学习排版？从字体选择到行高与留白的完整指南',
  ],
  [
    'https://developer.mozilla.org/en-US/docs/Web/CSS/color_value/oklch',
    'oklch() - CSS: Cascading Style Sheets | MDN',
  ],
  ['https://sspai.com/post/80001', '我的 2026 年信息管理：稍后读、标签与全文搜索'],
  [
    'https://www.nytimes.com/2026/10/12/science/deep-sea.html',
    'What Lives at the Bottom of the Deepest Trench',
  ],
  [
    'https://ar.wikipedia.org/wiki/%D8%A7%D9%84%D8%AE%D8%B7',
    'الخط العربي: تاريخ موجز للحروف والأنماط والخطاطين',
  ],
  ['https://blog.rust-lang.org/2026/09/18/Rust-1.92.0.html', 'Announcing Rust 1.92.0'],
  ['https://www.xiachufang.com/recipe/100352761/', '家常红烧肉，肥而不腻的三个关键步骤'],
  [
    'https://arxiv.org/abs/2610.01234',
    'Attention Is Still Mostly What You Need: A Longitudinal Study of Sequence Models Across Ten Years of Benchmarks, With Special Regard to Memory, Retrieval, Robustness Under Distribution Shift, and the Curious Persistence of Simple Baselines That Nobody Wanted to Believe In, Including a Long Appendix',
  ],
  ['https://www.douban.com/note/850001/', '🎋 京都十日：寺院、庭园与街角咖啡馆'],
  ['https://en.cppreference.com/w/cpp/ranges', 'Ranges library (since C++20) - cppreference.com'],
  [
    'https://news.ycombinator.com/item?id=41000001',
    'Show HN: I archived every page I read for ten years',
  ],
  ['https://example.org/untitled', ''],
  [
    'https://www.ruanyifeng.com/blog/2026/10/weekly-issue-330.html',
    '科技爱好者周刊（第 330 期）：网页会消失，链接会腐烂',
  ],
  ['https://he.wikipedia.org/wiki/%D7%93%D7%A3', 'היסטוריה של הדפוס העברי באירופה'],
]

const DAY = 86_400_000

/** Only the newest links have pictures and versions; drawing thousands would take minutes. */
const PICTURED = 60

const uid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const MISSING = [
  { kind: 'image', url: 'https://cdn.example.net/photos/cover-large.jpg', reason: 'no-permission' },
  { kind: 'frame', url: 'https://player.example.com/embed/42', reason: 'unreachable-frame' },
  { kind: 'image', url: 'https://ads.example.com/pixel.gif', reason: 'http-error', detail: '404' },
]

/** Rows of a made-up library, by table, newest link first; `pictures` are numbers to draw from. */
export function sampleRows(count, now = Date.now()) {
  const links = Array.from({ length: count }, (_, n) => sampleLink(n, now))
  const snapshots = links.flatMap((link, n) => sampleVersions(link, n))
  const pictures = links.flatMap((link, n) =>
    link.latest ? [{ n, snapshot: link.latest, hash: hashOf(n) }] : [],
  )
  return { rows: { links, snapshots, tags: TAGS.map(sampleTag) }, pictures }
}

/** Some pages answer with an error, some lead to a sign-in page. */
export function noticesOf({ url }, n) {
  if (n % 8 === 3) return [{ kind: 'http-status', detail: '404' }]
  if (n % 8 !== 4) return []
  return [
    {
      kind: 'redirected',
      detail: `https://passport.example.com/login?next=${encodeURIComponent(url)}`,
    },
    { kind: 'login-page', detail: '' },
  ]
}

const hashOf = (n) => String(n).padStart(64, '0')

function sampleTag(name, index) {
  const nameKey = name.normalize('NFKC').toLowerCase()
  const rest = { parent: 0, colour: '', aliases: [], order: index }
  return { id: index + 1, uid: uid(900_000 + index), name, nameKey, ...rest }
}

function sampleLink(n, now) {
  const [base, title] = TITLES[n % TITLES.length]
  const lap = Math.floor(n / TITLES.length)
  const at = now - 90_000 - Math.round(n * (n < 20 ? DAY / 7 : DAY / 24)) - (n % 7) * 60_000
  const pictured = n < PICTURED && n % 9 !== 5
  const url = lap === 0 ? base : `${base}${base.includes('?') ? '&' : '?'}n=${lap}`
  return {
    id: at * 1024 + (n % 1024),
    uid: uid(n),
    url,
    urlKey: url,
    title: lap === 0 || title === '' ? title : `${title} (${lap})`,
    lang: /[\u4e00-\u9fff]/.test(title) ? 'zh-CN' : '',
    note: n % 4 === 1 ? '第三节的例子值得再看一遍；与上周那篇对照着读。' : '',
    state: n % 17 === 16 ? 'archived' : n % 23 === 22 ? 'trash' : 'inbox',
    stateBeforeTrash: 'inbox',
    starred: n % 6 === 2 ? 1 : 0,
    tags: [...new Set([1 + (n % TAGS.length), 1 + ((n * 5) % TAGS.length)])].slice(0, n % 3),
    icon: '',
    createdAt: at,
    updatedAt: at,
    latest: pictured ? `${uid(n)}-0` : '',
    versions: pictured ? (n % 5 === 0 ? 3 : 1) : 0,
  }
}

function sampleVersions(link, n) {
  return Array.from({ length: link.versions }, (_, version) => ({
    uid: `${link.uid}-${version}`,
    format: 1,
    linkId: link.id,
    url: link.url,
    title: link.title,
    capturedAt: link.createdAt - version * 9 * DAY,
    trigger: 'popup',
    engine: 'sample',
    viewport: { width: 1280, height: 800, scale: 1 },
    frames: [],
    resources: [],
    missing: n % 5 === 0 ? MISSING : [],
    notices: version === 0 ? noticesOf(link, n) : [],
    screenshot: hashOf(n),
    text: '',
    textLength: 0,
    score: null,
    status: 'complete',
    deleted: 0,
    timings: { ack: 80, page: 30, longestTask: 12, complete: 400 },
    sizes: { raw: 4_200_000, stored: 1_340_000, added: version === 0 ? 210_000 : 1_340_000 },
  }))
}
