import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readDirectory } from '../../utils/archive/zip/read-directory.ts'
import { readEntry } from '../../utils/archive/zip/read-entry.ts'
import { windowOn } from '../../utils/archive/zip/window.ts'

const LIMIT = 100_000_000

/** The files of a ZIP by name. */
export async function filesOf(path: string): Promise<Map<string, Buffer>> {
  const file = new Blob([readFileSync(path)])
  const read = windowOn(file)
  const files = new Map<string, Buffer>()
  for (const entry of (await readDirectory(read, file.size)).values())
    files.set(entry.name, Buffer.from((await readEntry(read, entry, LIMIT)).slice()))
  return files
}

/** Writes files into a new folder, each changed if need be. */
export function writeFolder(
  files: Map<string, Buffer>,
  change: (content: Buffer, name: string) => Buffer | string = (content) => content,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'linkshot-unpacked-'))
  for (const [name, content] of files) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, change(content, name))
  }
  return folder
}
