/**
 * Fills the library of a running extension with made-up links, straight into its database.
 * @param {import('puppeteer-core').Page} page any page of the extension
 * @param {number} count number of links; the newest 60 get pictures and versions
 */
export async function seedLibrary(page, count) {
  await page.evaluate(seed, count, TITLES, TAGS)
}

/** Writes settings without asking the background. */
export async function putSettings(page, settings) {
  await page.evaluate(async (rows) => {
    const open = indexedDB.open('linkshot')
    await new Promise((resolve) => {
      open.onsuccess = resolve
    })
    const transaction = open.result.transaction('settings', 'readwrite')
    for (const [key, value] of Object.entries(rows)) {
      transaction.objectStore('settings').put({ key, value })
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    open.result.close()
  }, settings)
}

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

/** Runs in the page. */
async function seed(count, titles, tagNames) {
  const PICTURED = 60
  const DAY = 86_400_000
  const now = Date.now()
  const uid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

  const draw = async (n, width, height) => {
    const canvas = new OffscreenCanvas(width, height)
    const c = canvas.getContext('2d')
    const unit = width / 48
    const hue = (n * 47) % 360
    c.fillStyle = n % 4 === 3 ? '#15181f' : '#fff'
    c.fillRect(0, 0, width, height)
    c.fillStyle = `hsl(${hue} 55% 45%)`
    c.fillRect(0, 0, width, unit * 3)
    c.fillStyle = `hsl(${hue} 45% ${n % 4 === 3 ? 28 : 88}%)`
    if (n % 3 === 0) c.fillRect(unit * 3, unit * 5, unit * 42, unit * 10)
    else c.fillRect(unit * 30, unit * 5, unit * 15, unit * 12)
    c.fillStyle = n % 4 === 3 ? '#8a93a5' : '#5b6270'
    const top = n % 3 === 0 ? 17 : 5
    for (let line = 0; line < 12; line++) {
      const long = 14 + ((n * 7 + line * 5) % 11)
      c.fillRect(
        unit * 3,
        unit * (top + line * 1.9),
        unit * (n % 3 === 0 ? long * 1.6 : long),
        unit * 0.7,
      )
    }
    return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
  }

  const tags = tagNames.map((name, index) => ({
    id: index + 1,
    uid: uid(900000 + index),
    name,
    nameKey: name.normalize('NFKC').toLowerCase(),
    parent: 0,
    colour: '',
    aliases: [],
    order: index,
  }))

  const rows = { links: [], snapshots: [], thumbs: [], blobs: [], tags }
  for (let n = 0; n < count; n++) {
    const [url, title] = titles[n % titles.length]
    const lap = Math.floor(n / titles.length)
    const at = now - 90_000 - n * (n < 20 ? DAY / 7 : 3_600_000) - (n % 7) * 60_000
    const pictured = n < PICTURED && n % 9 !== 5
    const address = lap === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}n=${lap}`
    const versions = pictured ? 1 + (n % 5 === 0 ? 2 : 0) : 0
    rows.links.push({
      id: at * 1024 + (n % 1024),
      uid: uid(n),
      url: address,
      urlKey: address,
      title: lap === 0 || title === '' ? title : `${title} (${lap})`,
      lang: /[\u4e00-\u9fff]/.test(title) ? 'zh-CN' : '',
      note: n % 4 === 1 ? '第三节的例子值得再看一遍；与上周那篇对照着读。' : '',
      state: n % 17 === 16 ? 'archived' : n % 23 === 22 ? 'trash' : 'inbox',
      stateBeforeTrash: 'inbox',
      starred: n % 6 === 2 ? 1 : 0,
      tags: [...new Set([1 + (n % tags.length), 1 + ((n * 3) % tags.length)])].slice(0, n % 3),
      icon: '',
      createdAt: at,
      updatedAt: at,
      latest: pictured ? `${uid(n)}-0` : '',
      versions,
    })
    if (!pictured) continue
    const hash = String(n).padStart(64, '0')
    const picture = await draw(n, 1280, 800)
    rows.blobs.push({
      hash,
      type: 'image/jpeg',
      encoding: 'identity',
      body: await picture.arrayBuffer(),
      bytes: picture.size,
      stored: picture.size,
    })
    rows.thumbs.push({ snapshot: `${uid(n)}-0`, picture: await draw(n, 480, 300) })
    for (let version = 0; version < versions; version++) {
      rows.snapshots.push({
        uid: `${uid(n)}-${version}`,
        format: 1,
        linkId: at * 1024 + (n % 1024),
        url: address,
        title,
        capturedAt: at - version * 9 * DAY,
        trigger: 'popup',
        engine: 'sample',
        viewport: { width: 1280, height: 800, scale: 1 },
        frames: [],
        resources: [],
        missing:
          n % 5 === 0
            ? [
                {
                  kind: 'image',
                  url: 'https://cdn.example.net/photos/cover-large.jpg',
                  reason: 'no-permission',
                },
                {
                  kind: 'frame',
                  url: 'https://player.example.com/embed/42',
                  reason: 'unreachable-frame',
                },
                {
                  kind: 'image',
                  url: 'https://ads.example.com/pixel.gif',
                  reason: 'http-error',
                  detail: '404',
                },
              ]
            : [],
        notices: [],
        screenshot: hash,
        text: '',
        textLength: 0,
        score: null,
        status: 'complete',
        deleted: 0,
        timings: { ack: 80, page: 30, longestTask: 12, complete: 400 },
        sizes: { raw: 4_200_000, stored: 1_340_000, added: version === 0 ? 210_000 : 1_340_000 },
      })
    }
  }

  const open = indexedDB.open('linkshot')
  await new Promise((resolve, reject) => {
    open.onsuccess = resolve
    open.onerror = () => reject(open.error)
  })
  const transaction = open.result.transaction(Object.keys(rows), 'readwrite')
  for (const [table, list] of Object.entries(rows)) {
    const store = transaction.objectStore(table)
    store.clear()
    for (const row of list) store.put(row)
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
  open.result.close()
}
