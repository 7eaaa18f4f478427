import type { OptionsProps } from '../options-props.ts'
import { ExportCard } from './export-card.tsx'
import { ImportCard } from './import-card.tsx'
import { useWork } from './use-work.ts'
import './backup.css'

/** Everything out as a ZIP file, and everything in again. */
export function Backup({ version }: Pick<OptionsProps, 'version'>) {
  const work = useWork()
  return (
    <>
      <ExportCard work={work} version={version} />
      <ImportCard work={work} />
    </>
  )
}
