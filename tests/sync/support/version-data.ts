import type { Json } from '../../../utils/record/record.ts'

const HASH = '0'.repeat(64)

/** What a version says of its page, as small as one can be that libraries show. */
export const VERSION_DATA: Json = {
  format: 1,
  trigger: 'popup',
  engine: 'test',
  viewport: { width: 800, height: 600, scale: 1 },
  frames: [
    {
      key: '0',
      url: 'https://a/',
      title: '',
      html: HASH,
      type: 'text/html',
      width: 800,
      height: 600,
      state: { scrollX: 0, scrollY: 0 },
    },
  ],
  resources: [],
  missing: [],
  notices: [],
  screenshot: '',
  text: '',
  textLength: 0,
  score: null,
  status: 'complete',
  timings: { ack: 1, page: 1, longestTask: 1, complete: 1 },
  sizes: { raw: 1, stored: 1, added: 1 },
}
