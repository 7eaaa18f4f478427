import { useState } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'

interface Props {
  url: string
  title: string
}

/**
 * A kept PDF in the browser's own viewer, which shows nothing in a sandbox. The address gives a PDF and
 * nothing else; what it may run belongs to the browser's viewer and reaches nothing of ours.
 */
export function PdfFrame({ url, title }: Props) {
  const [ready, setReady] = useState(false)
  return (
    <iframe
      class="viewer-stage viewer-page"
      data-role="page"
      data-kind="pdf"
      data-ready={ready}
      title={t('viewer.keptPage', title)}
      src={url}
      onLoad={() => setReady(true)}
    />
  )
}
