import type { BodyTable, LineTable } from '../../db/library/row-shapes.ts'
import type { TableFiles } from './manifest.ts'
import type { Volumes } from './volumes.ts'

/** Characters of one file of lines, so that a reader never has to hold more. */
const FILE = 4_000_000

/** Writes lines of JSON to files of bearable size. */
export interface LineFiles {
  add(line: string): Promise<void>
  finish(): Promise<TableFiles>
}

export function lineFiles(volumes: Volumes, table: LineTable | BodyTable): LineFiles {
  const files: string[] = []
  let rows = 0
  let lines: string[] = []
  let size = 0
  const cut = async () => {
    const name = `data/${table}-${files.length + 1}.jsonl`
    files.push(name)
    await volumes.add(name, `${lines.join('\n')}\n`, 'deflate')
    lines = []
    size = 0
  }
  return {
    async add(line) {
      lines.push(line)
      rows++
      size += line.length
      if (size >= FILE) await cut()
    },
    async finish() {
      if (lines.length > 0) await cut()
      return { rows, files }
    },
  }
}
