import { Globe } from 'lucide'
import { useState } from 'preact/hooks'
import { hostOf } from './format.ts'
import { Icon } from './icon.tsx'
import { TAG_COLOURS } from './tag-colour.ts'
import { useIconUrl } from './use-icon-url.ts'
import './site-icon.css'

interface Props {
  url: string
  /** Hash of the site's icon in the library, '' if there is none. */
  icon?: string
  size?: 'small' | 'large'
}

/** The kept icon of a site, else the first letter of its name on a colour of its own. */
export function SiteIcon({ url, icon = '', size = 'small' }: Props) {
  const picture = useIconUrl(icon)
  // Sites answer with a page where an icon would be.
  const [broken, setBroken] = useState('')
  const host = hostOf(url)
  return (
    <span
      class={`ui-site ui-site-${size}`}
      style={{ '--site': `var(--tag-${colourOf(host)})` }}
      aria-hidden="true"
    >
      {picture && picture !== broken ? (
        <img src={picture} alt="" onError={() => setBroken(picture)} />
      ) : (
        <Letter host={host} large={size === 'large'} />
      )}
    </span>
  )
}

function Letter({ host, large }: { host: string; large: boolean }) {
  return <>{[...host][0]?.toUpperCase() ?? <Icon node={Globe} size={large ? 20 : 16} />}</>
}

function colourOf(host: string): string {
  if (host === '') return 'grey'
  let sum = 0
  for (const letter of host) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return TAG_COLOURS[sum % (TAG_COLOURS.length - 1)] ?? 'grey'
}
