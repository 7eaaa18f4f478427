import { AlsoKept } from '../../../components/ui/also-kept.tsx'
import { ENGLISH, LINK, LONG } from '../samples.ts'
import { noop, type Story } from '../story.ts'

const OTHER = { ...LINK, id: 2, url: 'http://m.zhihu.com/question/20010001/' }
const NAMELESS = { ...LINK, id: 3, title: '', url: 'https://example.com/a/?ref=home' }
const FAR = { ...LINK, id: 4, title: LONG, url: `https://example.com/${'path/'.repeat(40)}` }

export const story: Story = [
  { name: 'one', show: () => <AlsoKept links={[OTHER]} open={noop} /> },
  { name: 'before anything is kept', show: () => <AlsoKept links={[OTHER]} asks open={noop} /> },
  {
    name: 'several, without a title and with a long one',
    show: () => <AlsoKept links={[{ ...OTHER, title: ENGLISH }, NAMELESS, FAR]} open={noop} />,
  },
  {
    name: 'under the pointer',
    show: () => <AlsoKept links={[OTHER]} open={noop} />,
    force: 'hover',
  },
]
