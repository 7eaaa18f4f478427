import type { Tag } from '../../utils/model/link.ts'

export const TAG_COLOURS = [
  'blue',
  'green',
  'orange',
  'purple',
  'teal',
  'pink',
  'yellow',
  'red',
  'grey',
] as const

/** CSS colour of a tag's dot: the one it was given, else one that follows from its id. */
export function tagColour(tag: Pick<Tag, 'id' | 'colour'>): string {
  const named = TAG_COLOURS.find((name) => name === tag.colour)
  const name = named ?? TAG_COLOURS[Math.abs(tag.id) % (TAG_COLOURS.length - 1)] ?? 'grey'
  return `var(--tag-${name})`
}
