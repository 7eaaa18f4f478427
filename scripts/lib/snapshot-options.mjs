import { parseArgs } from 'node:util'
import { complaint } from './complaint.mjs'
import { FORMATS } from './export-files.mjs'

export const USAGE = `Usage: npm run snapshot -- URL… --out DIR [options]

Keeps each page with the extension itself, in a headless browser, and writes for each
NAME.html (one file, opens anywhere), NAME.png (what was visible) and NAME.json (figures),
and index.json with all of them in the order given. Exit code 1 when a page failed.

  --out DIR         folder to write to (made if missing)
  --file LIST       also the addresses in LIST, one a line, # begins a comment
  --format LIST     html, zip, mhtml, wacz, md and txt, with commas; html unless said
  --viewport WxH    size of the visible page, 1280x800 unless said
  --full-page       NAME.png shows the whole page, which is scrolled through once it is kept;
                    NAME.png.zip holds several pictures where one would be too long
  --tag T           tag the kept links; may be repeated
  --parallel N      pages at a time, 1 to 8, each in a window of its own
  --profile DIR     keep the library in DIR between runs
  --help            this text`

const OPTIONS = {
  out: { type: 'string' },
  file: { type: 'string' },
  format: { type: 'string', default: 'html' },
  viewport: { type: 'string', default: '1280x800' },
  'full-page': { type: 'boolean', default: false },
  tag: { type: 'string', multiple: true, default: [] },
  parallel: { type: 'string', default: '1' },
  profile: { type: 'string' },
  help: { type: 'boolean', default: false },
}

/**
 * The command line as options; a mistake in it is a complaint with exit code 2.
 * @param {string[]} args
 * @param {(path: string) => string} readFile reads the list
 */
export function snapshotOptions(args, readFile) {
  const { values, positionals } = parse(args)
  if (values.help) return { help: true }
  const urls = [...positionals, ...(values.file ? parseList(readList(values.file, readFile)) : [])]
  if (urls.length === 0) throw usage('No address was given.')
  if (!values.out) throw usage('--out DIR is missing.')
  return {
    help: false,
    urls,
    out: values.out,
    formats: parseFormats(values.format),
    viewport: parseViewport(values.viewport),
    fullPage: values['full-page'],
    tags: values.tag.map((tag) => tag.trim()).filter(Boolean),
    parallel: parseParallel(values.parallel),
    profile: values.profile,
  }
}

const usage = (message) => complaint(`${message}\n\n${USAGE}`, 2)

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw usage(error.message)
  }
}

function readList(path, readFile) {
  try {
    return readFile(path)
  } catch (error) {
    throw usage(`The list can't be read: ${error.message}`)
  }
}

/** One address a line; empty lines and lines that begin with # are left out, as is what follows " #". */
export function parseList(text) {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter(Boolean)
}

function parseFormats(text) {
  const formats = [
    ...new Set(
      text
        .toLowerCase()
        .split(',')
        .map((format) => format.trim()),
    ),
  ]
  const strange = formats.find((format) => !FORMATS.includes(format))
  if (strange !== undefined) throw usage(`--format knows ${FORMATS.join(', ')}, not "${strange}".`)
  return formats
}

function parseViewport(text) {
  const [, width, height] = /^(\d+)[x×](\d+)$/i.exec(text) ?? []
  const fits = (size) => size >= 200 && size <= 8000
  if (!fits(Number(width)) || !fits(Number(height)))
    throw usage(`--viewport needs two numbers from 200 to 8000, such as 1280x800, not "${text}".`)
  return { width: Number(width), height: Number(height) }
}

function parseParallel(text) {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 8)
    throw usage(`--parallel needs a number from 1 to 8, not "${text}".`)
  return count
}
