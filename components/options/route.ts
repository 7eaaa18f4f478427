/** The parts of the page; each has an address, 'options.html#storage'. */
export const SECTION_IDS = [
  'tags',
  'general',
  'rules',
  'shortcuts',
  'permissions',
  'storage',
  'cloud',
  'backup',
  'about',
] as const
export type SectionId = (typeof SECTION_IDS)[number]

/** The section of an address; anything unknown is the first. */
export const parseSection = (hash: string): SectionId =>
  SECTION_IDS.find((id) => id === hash.replace(/^#\/?|\?.*$/g, '')) ?? 'tags'
