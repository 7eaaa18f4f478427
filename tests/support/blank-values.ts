import type { Json, RecordKind } from '../../utils/record/record.ts'

/** What a record has of its kind; without any of it none lives. */
export const blankValues = (at: number): Record<RecordKind, Record<string, Json>> => ({
  link: {
    url: 'https://example.org/',
    urlKey: 'example.org',
    keyRules: 1,
    canonical: '',
    title: 'Example',
    lang: 'en',
    note: '',
    state: 'inbox',
    before: 'inbox',
    starred: 0,
    icon: '',
    createdAt: at,
    mergedInto: '',
  },
  tag: { name: 'tag', parent: '', colour: '', order: 1, mergedInto: '' },
  snapshot: { link: '', url: '', title: '', capturedAt: at, data: {} },
  setting: { value: 0 },
})
