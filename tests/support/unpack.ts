import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import JSZip from 'jszip'

/** The files of a ZIP by name. */
export async function filesOf(path: string): Promise<Map<string, Buffer>> {
  const zip = await JSZip.loadAsync(readFileSync(path))
  const files = Object.values(zip.files).filter(({ dir }) => !dir)
  const read = files.map(async (file) => [file.name, await file.async('nodebuffer')] as const)
  return new Map(await Promise.all(read))
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
