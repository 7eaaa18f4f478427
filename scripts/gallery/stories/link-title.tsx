import { LinkTitle } from '../../../components/ui/link-title.tsx'
import { ARABIC, CHINESE, ENGLISH, LINK, LONG } from '../samples.ts'
import type { State, Story } from '../story.ts'

const titled = (name: string, title: string, force?: State['force']): State => ({
  name,
  ...(force ? { force } : {}),
  show: () => <LinkTitle link={{ ...LINK, title, lang: '' }} />,
})

export const story: Story = [
  titled('English', ENGLISH),
  titled('Chinese', CHINESE),
  titled('under the pointer', ENGLISH, 'hover'),
  titled('focused', ENGLISH, 'focus'),
  titled('no title: its address', ''),
  titled('long text', LONG),
  titled('right to left', ARABIC),
]
