import { LinkNote } from '../../../components/ui/link-note.tsx'
import { ARABIC, LONG } from '../samples.ts'
import type { State, Story } from '../story.ts'

const noted = (name: string, note: string, force?: State['force']): State => ({
  name,
  ...(force ? { force } : {}),
  show: () => <LinkNote link={{ id: 1, note }} />,
})

export const story: Story = [
  noted('empty', ''),
  noted('a note', '第三节的例子值得再看一遍；与上周那篇对照着读。'),
  noted('focused', 'Read the third section again.', 'focus'),
  noted('long text', LONG.repeat(3)),
  noted('right to left', ARABIC),
]
