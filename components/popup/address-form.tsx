import { Bookmark, Link } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Props {
  keepLink: (url: string) => void
  /** What to begin with. */
  typed: string
}

/** Takes the address of a page that the browser hides from us. */
export function AddressForm({ keepLink, typed }: Props) {
  const [url, setUrl] = useState(typed)
  return (
    <form
      class="popup-pane"
      onSubmit={(event) => {
        event.preventDefault()
        if (url.trim() !== '') keepLink(url.trim())
      }}
    >
      <TextField
        label={t('popup.address')}
        placeholder={t('popup.address')}
        icon={Link}
        inputMode="url"
        data-first
        data-role="address-field"
        value={url}
        onText={setUrl}
      />
      <Button
        type="submit"
        size="large"
        wide
        icon={Bookmark}
        disabled={url.trim() === ''}
        data-action="keep-link-only"
      >
        {t('popup.keepLinkOnly')}
      </Button>
    </form>
  )
}
