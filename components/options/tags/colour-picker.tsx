import { Check } from 'lucide'
import { type MessageKey, t } from '../../../utils/i18n/t.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'
import { QuietButton } from '../../ui/quiet-button.tsx'
import { TAG_COLOURS, tagColour } from '../../ui/tag-colour.ts'
import { rowPart } from './row-part.ts'
import { colourTag } from './tag-acts.ts'
import './colour-picker.css'

interface Props {
  tag: Tag
  close: () => void
}

/** The colours a tag can have; '' lets its id decide. */
export function ColourPicker({ tag, close }: Props) {
  const choose = (colour: string) => {
    close()
    if (colour !== tag.colour) void colourTag(tag, colour)
  }
  return (
    <Popover
      label={t('tags.colourOf', tag.name)}
      anchor={() => rowPart(tag.id, 'colour')}
      close={close}
    >
      <div class="colours" data-role="colours">
        {TAG_COLOURS.map((colour) => (
          <Swatch key={colour} tag={tag} colour={colour} choose={choose} />
        ))}
        <Swatch tag={tag} colour="" choose={choose} />
      </div>
    </Popover>
  )
}

interface SwatchProps {
  tag: Tag
  colour: (typeof TAG_COLOURS)[number] | ''
  choose: (colour: string) => void
}

function Swatch({ tag, colour, choose }: SwatchProps) {
  const name = t(nameOf(colour))
  const chosen = tag.colour === colour
  return (
    <QuietButton
      role="menuitemradio"
      class={colour === '' ? 'colour colour-auto' : 'colour'}
      aria-checked={chosen}
      label={name}
      tabIndex={chosen ? 0 : -1}
      data-item
      data-colour={colour}
      onClick={() => choose(colour)}
    >
      <span class="colour-dot" style={{ background: tagColour({ ...tag, colour }) }} />
      {colour === '' && <span>{name}</span>}
      {chosen && <Icon node={Check} />}
    </QuietButton>
  )
}

const nameOf = (colour: string): MessageKey =>
  `tags.colour${colour === '' ? 'Automatic' : `${colour[0]?.toUpperCase()}${colour.slice(1)}`}` as MessageKey
