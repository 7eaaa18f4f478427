import { LinkTags } from '../../../components/ui/link-tags.tsx'
import { type Story, typeInto } from '../story.ts'

export const story: Story = [
  { name: 'no tags', show: () => <LinkTags link={{ id: 1, tags: [] }} /> },
  { name: 'many tags', show: () => <LinkTags link={{ id: 1, tags: [1, 2, 3, 4, 5, 6, 7] }} /> },
  {
    name: 'open',
    height: '240px',
    show: () => <LinkTags link={{ id: 1, tags: [1] }} />,
    play: (cell) => typeInto(cell, '前'),
  },
]
