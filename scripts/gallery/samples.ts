import { TAG_COLOURS } from '../../components/ui/tag-colour.ts'
import { db } from '../../utils/db/database.ts'
import '../../utils/db/track-library.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Link, Tag } from '../../utils/model/link.ts'
import type { StoredBlob } from '../../utils/model/snapshot.ts'

export const LONG =
  'Attention Is Still Mostly What You Need: A Longitudinal Study of Sequence Models Across Ten Years of Benchmarks, With Special Regard to Memory, Retrieval, Robustness Under Distribution Shift, and the Curious Persistence of Simple Baselines'
export const ARABIC = 'الخط العربي: تاريخ موجز للحروف والأنماط والخطاطين'
export const CHINESE = '怎样系统地学习排版？从字体选择到行高与留白的完整指南'
export const ENGLISH = 'What Lives at the Bottom of the Deepest Trench'

const NAMES = [
  '设计',
  '前端',
  'Reading',
  '食谱',
  'Rust',
  '论文',
  'C++',
  '收藏 ✨',
  'قراءة',
  'A tag with quite a long name, longer than any field is wide',
]

/** A tag of each colour, and one without. */
export const TAGS: Tag[] = NAMES.map((name, index) => ({
  id: index + 1,
  uid: `tag-${index + 1}`,
  name,
  nameKey: name.toLowerCase(),
  parent: 0,
  colour: TAG_COLOURS[index] ?? '',
  aliases: [],
  order: index,
}))

/** Sample tags by their place in the list. */
export const tagsAt = (...places: number[]): Tag[] =>
  TAGS.filter((_, index) => places.includes(index))

export const LINK: Link = {
  id: 1,
  uid: 'link-1',
  url: 'https://www.zhihu.com/question/20010001',
  urlKey: 'https://www.zhihu.com/question/20010001',
  canonical: '',
  similarKeys: [],
  title: CHINESE,
  lang: 'zh-CN',
  note: '',
  state: 'inbox',
  stateBeforeTrash: 'inbox',
  starred: 0,
  tags: [1, 2],
  icon: '',
  createdAt: 0,
  updatedAt: 0,
  latest: '',
  versions: 0,
}

const partsJob = (linkId: number): Job => ({
  id: `parts-${linkId}`,
  kind: 'resources',
  snapshot: 'sample',
  linkId,
  tabId: 1,
  fetching: [],
  wanted: Array.from({ length: 9 }, (_, n) => ({ cid: `c${n}`, url: '', kind: 'image' })),
  total: 24,
  startedAt: 0,
  updatedAt: 0,
})

/** The link whose parts are being kept. */
export const BUSY_LINK = 2

export const ICON = 'f'.repeat(64)

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0a7"/><path d="M4 8l3 3 5-6" fill="none" stroke="#fff" stroke-width="2"/></svg>'

function iconBody(): StoredBlob {
  const body = new TextEncoder().encode(PICTURE).buffer
  const size = { bytes: body.byteLength, stored: body.byteLength }
  return { hash: ICON, type: 'image/svg+xml', encoding: 'identity', body, ...size }
}

/** Puts in the database what components read there by themselves. */
export async function putSamples(links: Link[]): Promise<void> {
  await db.links.bulkPut(links)
  await db.tags.bulkPut(TAGS)
  await db.jobs.put(partsJob(BUSY_LINK))
  await db.blobs.put(iconBody())
}
