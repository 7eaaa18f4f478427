import { Copy, Download } from 'lucide'
import { type ScriptFile, scriptFiles } from '../../utils/archive/page/script-files.ts'
import { readBody } from '../../utils/db/queries.ts'
import { t, tn } from '../../utils/i18n/t.ts'
import { LinkshotError } from '../../utils/model/error.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { byteSize } from '../ui/format.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showFailure } from '../ui/run-act.ts'
import { showToast } from '../ui/toast-store.ts'
import { useOutside } from './use-outside.ts'
import type { ViewerServices } from './viewer-props.ts'
import './scripts-panel.css'

interface Props extends Pick<ViewerServices, 'saveFile'> {
  snapshot: Snapshot
}

/** The scripts whose text was kept; opens to the list of them, to be copied or saved. */
export function ScriptsPanel({ snapshot, saveFile }: Props) {
  const place = useOutside()
  const files = scriptFiles(snapshot)
  if (files.length === 0) return null
  const name = tn('viewer.scripts', files.length)
  return (
    <div class="viewer-missing" data-role="scripts" ref={place}>
      <details>
        <summary class="ui-missing-summary viewer-scripts-summary">{name}</summary>
        <section
          class="ui-missing-groups"
          aria-label={name}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
          tabIndex={0}
        >
          <p>{t('viewer.scriptsHint')}</p>
          <ul class="viewer-scripts">
            {files.map((file, at) => (
              <Script key={file.name} file={file} name={nameOf(files, at)} saveFile={saveFile} />
            ))}
          </ul>
        </section>
      </details>
    </div>
  )
}

/** Its address; those that stood in the page itself are counted. */
function nameOf(files: ScriptFile[], at: number): string {
  const { url } = files[at]?.resource ?? {}
  if (url) return url
  const before = files.slice(0, at + 1).filter(({ resource }) => resource.url === '')
  return t('viewer.inlineScript', before.length)
}

interface ScriptProps extends Pick<Props, 'saveFile'> {
  file: ScriptFile
  name: string
}

function Script({ file: { resource, name: fileName }, name, saveFile }: ScriptProps) {
  const copy = async () => {
    await navigator.clipboard.writeText(await (await textOf(resource.hash)).text())
    showToast(t('viewer.scriptCopied'))
  }
  const save = async () => saveFile(await textOf(resource.hash), fileName)
  return (
    <li class="viewer-script" data-role="script">
      <span class="ui-missing-url viewer-script-name" title={name} dir="ltr">
        {name}
      </span>
      <span class="ui-missing-detail">{byteSize(resource.bytes)}</span>
      <IconButton
        icon={Copy}
        label={t('viewer.copyScript')}
        data-action="copy-script"
        onClick={() => void copy().catch(showFailure)}
      />
      <IconButton
        icon={Download}
        label={t('viewer.saveScript')}
        data-action="save-script"
        onClick={() => void save().catch(showFailure)}
      />
    </li>
  )
}

/** As plain text, whatever it was stored as: nothing that opens it may run it. */
async function textOf(hash: string): Promise<Blob> {
  const body = await readBody(hash)
  if (!body) throw new LinkshotError('damaged', 'the body is gone')
  return new Blob([body], { type: 'text/plain;charset=utf-8' })
}
