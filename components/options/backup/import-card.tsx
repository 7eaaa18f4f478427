import { CircleCheck, FileUp } from 'lucide'
import { useRef } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { undoAct } from '../../ui/run-act.ts'
import { Line } from '../line.tsx'
import { Section } from '../section.tsx'
import { count } from './count.ts'
import { runImport } from './run-import.ts'
import { type Outcome, setWork, type Work } from './work.ts'
import { WorkState } from './work-state.tsx'

/** Takes the files of an export and shows what came of it. */
export function ImportCard({ work }: { work: Work }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <Section title={t('backup.importTitle')}>
      <Line label={t('backup.importLabel')} hint={t('backup.importHint')}>
        <Button
          icon={FileUp}
          data-action="import-library"
          disabled={work.state === 'running'}
          onClick={() => input.current?.click()}
        >
          {t('backup.import')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".zip,application/zip"
          multiple
          hidden
          aria-label={t('backup.import')}
          data-role="import-files"
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])]
            // The same file may be chosen again after it was mended.
            event.currentTarget.value = ''
            if (files.length > 0) void runImport(files)
          }}
        />
      </Line>
      <WorkState work={work} kind="import" />
      {work.state === 'done' && work.outcome.kind === 'import' && <Imported {...work.outcome} />}
    </Section>
  )
}

function Imported({ links, snapshots, merged, actId }: Extract<Outcome, { kind: 'import' }>) {
  const nothing = links + snapshots + merged === 0
  const undo = async () => {
    if (await undoAct(actId)) setWork({ state: 'idle' })
  }
  return (
    <div class="backup-state" data-role="imported">
      <Note
        icon={CircleCheck}
        tone="good"
        actions={
          actId && (
            <Button size="small" data-action="undo-import" onClick={() => void undo()}>
              {t('ui.undo')}
            </Button>
          )
        }
      >
        <p>
          {nothing
            ? t('backup.nothingNew')
            : t('backup.imported', count(links), count(merged), count(snapshots))}
        </p>
      </Note>
    </div>
  )
}
