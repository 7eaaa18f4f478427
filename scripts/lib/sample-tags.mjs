/** Tags of the sample library: id, Chinese name, English name, id of the parent, colour. */
const TAGS = [
  [1, '设计', 'Design', 0, 'purple'],
  [2, '前端', 'Front end', 0, 'blue'],
  [3, '阅读', 'Reading', 0, 'orange'],
  [4, '食谱', 'Recipes', 0, 'red'],
  [5, 'Rust', 'Rust', 10, ''],
  [6, '论文', 'Papers', 0, 'teal'],
  [7, '旅行', 'Travel', 0, 'green'],
  [8, 'C++', 'C++', 10, ''],
  [9, '日本', 'Japan', 7, 'pink'],
  [10, '编程', 'Programming', 0, 'blue'],
  [11, 'CSS', 'CSS', 2, ''],
  [12, 'React', 'React', 2, ''],
  [13, '无障碍', 'Accessibility', 2, 'teal'],
  [14, '字体', 'Type', 1, 'purple'],
  [15, '色彩', 'Colour', 1, 'pink'],
  [16, '图标', 'Icons', 1, ''],
  [17, '数据库', 'Databases', 10, 'teal'],
  [18, 'PostgreSQL', 'PostgreSQL', 17, ''],
  [19, 'SQLite', 'SQLite', 17, ''],
  [20, '稍后读', 'Read later', 3, 'yellow'],
  [21, '长文', 'Long reads', 3, ''],
  [22, '书评', 'Book reviews', 3, ''],
  [23, '京都', 'Kyoto', 9, ''],
  [24, '冰岛', 'Iceland', 7, 'blue'],
  [25, '家常菜', 'Everyday', 4, 'orange'],
  [26, '烘焙', 'Baking', 4, 'yellow'],
  [27, '机器学习', 'Machine learning', 6, ''],
  [28, '收藏 ✨', 'Favourites ✨', 0, 'yellow'],
  [29, '园艺', 'Gardening', 0, 'green'],
  [30, '工具', 'Tools', 0, 'grey'],
]

/** Ids whose English name is used where the library is in no language of its own. */
const ENGLISH_IN_MIXED = [3, 13, 20]

const COLOURS = ['', 'blue', 'green', 'orange', 'purple', 'teal', 'pink', 'yellow', 'red', 'grey']

const FIELDS =
  '摄影 历史 Economics 天文 音乐 电影 Biology 建筑 健身 法律 Physics 投资 育儿 写作 Maps 地理 咖啡 心理学 Robotics 诗歌 游戏 Linux 网络 安全 Security 手作 木工 Sewing 戏剧 语言'.split(
    ' ',
  )
const ASPECTS =
  '入门 案例 工具 人物 数据 Tutorials 访谈 书单 Tips 历史 争论 教程 Events 地点 术语 问答 Videos 社区 公司 开源 Papers 年表 趣闻 Archive 模板 清单 图集 Podcasts 译文 勘误 Notes 2026'.split(
    ' ',
  )

const uid = (id) => `00000000-0000-4000-8000-${String(900_000 + id).padStart(12, '0')}`

function row(id, name, parent, colour) {
  const nameKey = name.normalize('NFKC').toLowerCase()
  return { id, uid: uid(id), name, nameKey, parent, colour, aliases: [], order: id }
}

/**
 * @param {number} count 0, 30, or more for a library of somebody who tags everything
 * @param {'zh' | 'en' | 'mixed'} language
 */
export function sampleTags(count, language) {
  const english = (id) =>
    language === 'en' || (language === 'mixed' && ENGLISH_IN_MIXED.includes(id))
  const named = TAGS.map(([id, zh, en, parent, colour]) =>
    row(id, english(id) ? en : zh, parent, colour),
  )
  return [...named, ...moreTags(count - named.length)].slice(0, count)
}

/** Fields with aspects inside them, and aspects inside some of those. */
function moreTags(count) {
  const rows = []
  for (let n = 0; rows.length < count; n++) {
    const top = 31 + rows.length
    const number = Math.floor(n / FIELDS.length)
    const field = FIELDS[n % FIELDS.length]
    rows.push(row(top, number ? `${field} ${number + 1}` : field, 0, COLOURS[n % COLOURS.length]))
    for (const [index, aspect] of ASPECTS.entries())
      rows.push(row(31 + rows.length, aspect, top + (index % 4 === 3 ? index : 0), ''))
  }
  return rows
}
