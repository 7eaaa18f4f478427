import { Check, Copy } from 'lucide'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { showFailure } from '../../ui/run-act.ts'

/** How long it says that it was copied. */
const SAID_MS = 2000

/** A text that is to be pasted elsewhere, exactly as it is. */
export function CopyLine({ text, name }: { text: string; name: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch (error) {
      showFailure(error)
    }
  }
  return (
    <div class="cloud-copy">
      <code class="cloud-copy-text" dir="ltr" title={name}>
        {text}
      </code>
      <Button
        size="small"
        icon={copied ? Check : Copy}
        data-action="copy"
        aria-live="polite"
        onClick={() => void copy()}
      >
        {t(copied ? 'cloud.copied' : 'cloud.copy')}
      </Button>
    </div>
  )
}
