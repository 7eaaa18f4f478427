import { pick } from './random.mjs'

/** Sentences that pages are filled with; they mean nothing in particular. */
const SENTENCES = {
  'en': [
    'A good page asks for nothing and gives its reader room.',
    'We measured it twice, once on a slow phone and once on a fast desk.',
    'The first draft took an afternoon; the second took most of the winter.',
    'Most of what we know about it comes from people who wrote things down.',
    'Start with the smallest thing that could work, and keep it small.',
    'What looks like decoration here turns out to be structure.',
    'Nobody had asked the question for thirty years.',
    'The table below lists what changed, and why it had to.',
    'It is easier to keep a habit than to begin one.',
    'None of this is new, but all of it is easy to forget.',
  ],
  'zh-CN': [
    '好的页面不打扰读者，只把需要的东西放在手边。',
    '我们在旧手机和新电脑上各测了一遍，结果相差不大。',
    '第一稿只用了一个下午，第二稿却写了大半个冬天。',
    '关于它的记载不多，大多来自旅人的日记。',
    '从最小的、能用的东西开始，然后让它一直小下去。',
    '看似装饰的部分，其实是结构本身。',
    '下表列出了改动的地方，以及为什么要改。',
    '这些道理并不新鲜，只是太容易忘记。',
    '火候到了，味道自然就出来了。',
    '走到巷子尽头，右手边有一家没有招牌的小店。',
  ],
  'ar': ['كانت الحروف تُكتب بالقصب على ورق مصقول.', 'تغيّر شكل الخط مع كل مدينة وصل إليها.'],
  'he': ['האותיות הראשונות נוצקו בעופרת בבית מלאכה קטן.', 'כל דפוס הביא עמו סגנון משלו.'],
}

export const sentences = (random, lang, count) =>
  Array.from({ length: count }, () => pick(random, SENTENCES[lang] ?? SENTENCES.en)).join(
    lang === 'zh-CN' ? '' : ' ',
  )

export const paragraphs = (random, lang, count) =>
  Array.from(
    { length: count },
    () => `<p>${sentences(random, lang, 3 + Math.floor(random() * 3))}</p>`,
  ).join('')

const NAMES = {
  'en': ['Ada', 'Miro', 'June', 'Tomas', 'Ines', 'Oskar', 'Lena', 'Ravi'],
  'zh-CN': ['林溪', '陈默', '阿远', '青禾', '周一', '南风', '小满', '沈川'],
}

export const nameIn = (random, lang) => pick(random, NAMES[lang] ?? NAMES.en)
