import { useEffect, useState } from 'preact/hooks'
import {
  currentColumns,
  openCatalogue,
  watchCatalogue,
} from '../../utils/db/catalogue/catalogue.ts'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import { sleep } from '../../utils/shared/wait.ts'
import { firstRead } from './first-rows.ts'

/** The database answers one after the other: the first rows and their pictures come first. */
const AFTER_YOU_MS = 30

/** What lists need to know of all links, kept up to date; undefined until it was read. */
export function useColumns(): Columns | undefined {
  const [columns, setColumns] = useState(currentColumns)
  useEffect(() => {
    let stop = () => {}
    let gone = false
    void firstRead()
      .then(() => sleep(AFTER_YOU_MS))
      .then(() => {
        if (gone) return
        stop = watchCatalogue(setColumns)
        openCatalogue()
      })
    return () => {
      gone = true
      stop()
    }
  }, [])
  return columns
}
