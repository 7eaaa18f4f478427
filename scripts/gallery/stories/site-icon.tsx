import { SiteIcon } from '../../../components/ui/site-icon.tsx'
import { ICON } from '../samples.ts'
import type { Story } from '../story.ts'

const SITES = ['https://zhihu.com/', 'https://mdn.dev/', 'https://例子.测试/', 'https://bbc.co.uk/']

const row = (size: 'small' | 'large') => () => (
  <div class="gallery-row">
    {SITES.map((url) => (
      <SiteIcon key={url} url={url} size={size} />
    ))}
    <SiteIcon url="https://kept.example/" icon={ICON} size={size} />
    <SiteIcon url="" size={size} />
  </div>
)

export const story: Story = [
  { name: 'small: letters, a kept icon, no address', show: row('small') },
  { name: 'large', show: row('large') },
]
