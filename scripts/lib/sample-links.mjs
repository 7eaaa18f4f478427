/**
 * What the sample library is made of: address, title, kind of page (scripts/sample-pages), ids of tags
 * (sample-tags.mjs). The first ones are chosen to be hard on a screen: without a title, very long, from
 * right to left. Tests look for some of them.
 */
const LINKS = [
  [
    'www.zhihu.com/question/20010001',
    '怎样系统地学习排版？从字体选择到行高与留白的完整指南',
    'forum',
    [1, 14],
  ],
  [
    'developer.mozilla.org/en-US/docs/Web/CSS/color_value/oklch',
    'oklch() - CSS: Cascading Style Sheets | MDN',
    'docs',
    [11, 15],
  ],
  ['sspai.com/post/80001', '我的 2026 年信息管理：稍后读、标签与全文搜索', 'article', [3, 30]],
  [
    'www.nytimes.com/2026/10/12/science/deep-sea.html',
    'What Lives at the Bottom of the Deepest Trench',
    'news',
    [21],
  ],
  [
    'ar.wikipedia.org/wiki/%D8%A7%D9%84%D8%AE%D8%B7',
    'الخط العربي: تاريخ موجز للحروف والأنماط والخطاطين',
    'wiki',
    [14],
  ],
  ['blog.rust-lang.org/2026/09/18/Rust-1.92.0.html', 'Announcing Rust 1.92.0', 'article', [5]],
  ['www.xiachufang.com/recipe/100352761/', '家常红烧肉，肥而不腻的三个关键步骤', 'recipe', [25]],
  [
    'arxiv.org/abs/2610.01234',
    'Attention Is Still Mostly What You Need: A Longitudinal Study of Sequence Models Across Ten Years of Benchmarks, With Special Regard to Memory, Retrieval, Robustness Under Distribution Shift, and the Curious Persistence of Simple Baselines That Nobody Wanted to Believe In, Including a Long Appendix',
    'paper',
    [6, 27],
  ],
  ['www.douban.com/note/850001/', '🎋 京都十日：寺院、庭园与街角咖啡馆', 'gallery', [23, 28]],
  [
    'en.cppreference.com/w/cpp/ranges',
    'Ranges library (since C++20) - cppreference.com',
    'docs',
    [8],
  ],
  [
    'news.ycombinator.com/item?id=41000001',
    'Show HN: I archived every page I read for ten years',
    'forum',
    [30, 20],
  ],
  ['example.org/untitled', '', 'code', []],
  [
    'www.ruanyifeng.com/blog/2026/10/weekly-issue-330.html',
    '科技爱好者周刊（第 330 期）：网页会消失，链接会腐烂',
    'article',
    [3],
  ],
  ['he.wikipedia.org/wiki/%D7%93%D7%A3', 'היסטוריה של הדפוס העברי באירופה', 'wiki', []],
  ['quietgarden.example/fern-lawn', 'A lawn of ferns: one year without mowing', 'gallery', [29]],
  [
    'slowtype.example/line-length',
    'How long should a line be? Seventy years of answers',
    'article',
    [14, 21],
  ],
  ['zaoan.example/2026/11/bread', '早安面包：一块酸种的二十四小时', 'recipe', [26]],
  [
    'github.com/shelf-tools/shelf',
    'shelf-tools/shelf: a small index for large libraries',
    'code',
    [5, 19],
  ],
  ['vimeo.com/880012345', 'Glacier time-lapse, eleven winters in four minutes', 'video', [24]],
  ['postgres.example/docs/indexes', 'PostgreSQL：为什么你的索引没有被用上', 'docs', [18]],
  ['pottery.example/mugs/field', 'Field mug, stoneware, 320 ml', 'shop', [28]],
  ['shanjing.example/yunnan-train', '坐绿皮火车去云南：四十个小时的窗外', 'news', [7, 21]],
  [
    'webaim.example/forms',
    'Labels, hints and errors: forms that everybody can fill in',
    'docs',
    [13],
  ],
  ['www.bilibili.com/video/BV1xx411c7mD', '【纪录片】一座木桥的修复', 'video', [28]],
  [
    'icons.example/collection/lines',
    'Line icons at sixteen pixels: a field guide',
    'gallery',
    [16, 1],
  ],
  ['bookslow.example/reviews/salt', 'Salt, a history: the review', 'article', [22]],
  [
    'stackoverflow.com/questions/79000001',
    'Why does my IndexedDB transaction commit by itself?',
    'forum',
    [12],
  ],
  ['caipu.example/tofu', '麻婆豆腐：先把油温说清楚', 'recipe', [25]],
  [
    'letters.example/kyoto-in-rain',
    'Kyoto in the rain, a walk from north to south',
    'gallery',
    [23],
  ],
  ['sqlite.example/whentouse', 'Appropriate uses for a small database', 'docs', [19]],
  ['paper.example/ziti-shi', '活字与石印：晚清书籍的样子', 'wiki', [14]],
  ['kettle.example/gooseneck', 'Gooseneck kettle with a wooden handle', 'shop', [30]],
  ['react.example/learn/effects', '你可能不需要 Effect', 'docs', [12]],
  ['island.example/reykjavik-winter', 'A winter week in Reykjavík, on foot', 'news', [24]],
  ['github.com/tiny-ui/tokens', 'tiny-ui/tokens：用 oklch 写的设计变量', 'code', [15, 11]],
  ['longnow.example/clock', 'The clock that ticks once a year', 'article', [21]],
  ['deng.example/lamp', '一盏台灯的选择：色温、显色与眩光', 'shop', [30]],
  [
    'arxiv.org/abs/2609.04411',
    'Small Models, Long Memory: Retrieval Without Training',
    'paper',
    [27],
  ],
  ['film.example/bridge', '山间小站：一部关于等待的短片', 'video', [28]],
  ['bake.example/rye', 'Dense dark rye, and how not to rush it', 'recipe', [26]],
  ['cn.example/a11y-checklist', '无障碍检查清单：键盘、对比度与读屏', 'article', [13]],
  ['gist.example/c8812', 'A tokenizer in ninety lines of C++', 'code', [8]],
  ['maps.example/old-tokyo', '1920 年的东京：一张地图里的街道', 'gallery', [9]],
  ['reading.example/notes', 'How I take notes on what I read', 'article', [20]],
  ['forum.example/t/1822', '阳台上能种活的五种香草', 'forum', [29]],
  ['news.example/library-night', 'The library that stays open all night', 'news', [21]],
  ['docs.example/container-queries', 'Container queries, by example', 'docs', [11]],
  ['caihong.example/indigo', '蓝染：一种颜色的一生', 'video', [15]],
  ['harbour.example/photos', 'Harbour mornings, a series', 'gallery', [28]],
  ['db.example/mvcc', '图解 MVCC：同一行的许多个样子', 'article', [17]],
]

const NOTES = {
  1: 'The table of browser support is further down.',
  5: 'Read the notes on compatibility before the update.',
  7: '第三节的例子值得再看一遍；与上周那篇对照着读。',
  14: 'Ask Ines whether this works in half shade.',
  16: '第二次折叠以后多等半小时，气孔更匀。',
  18: '和上次那篇一起看。',
  27: '油温六成热下豆瓣酱。',
}

const languageOf = (title) => {
  if (/[\u0600-\u06ff]/.test(title)) return 'ar'
  if (/[\u0590-\u05ff]/.test(title)) return 'he'
  return /[\u4e00-\u9fff]/.test(title) ? 'zh-CN' : 'en'
}

/** Made-up links, those of the language wanted first. */
export function sampleLinks(language) {
  const links = LINKS.map(([address, title, kind, tags], n) => ({
    url: `https://${address}`,
    site: address.split('/')[0].replace(/^www\./, ''),
    title,
    kind,
    tags,
    note: NOTES[n] ?? '',
    lang: languageOf(title),
    /** What its page is drawn from. */
    seed: n,
  }))
  const wanted = { en: 'en', zh: 'zh-CN' }[language]
  if (!wanted) return links
  const first = links.filter(({ lang, title }) => lang === wanted && title.length < 90 && title)
  return [...first, ...links.filter((link) => !first.includes(link))]
}
