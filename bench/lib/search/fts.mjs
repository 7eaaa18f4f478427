import initSqlite from '@sqlite.org/sqlite-wasm'
import { findFirst } from './find-first.mjs'
import { inPairs as pairsOf } from './sample-queries.mjs'
import { serve, timed } from './serve.mjs'
import { textOf } from './texts.mjs'

/** Of Chinese, Japanese and Korean. */
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu

/** FTS5 knows words between blanks: two characters each become one. */
const inPairs = (text) => text.replace(HAN, (run) => ` ${pairsOf(run)} `)

let open

async function database() {
  open ??= (async () => {
    const sqlite = await initSqlite()
    const pool = await sqlite.installOpfsSAHPoolVfs({ clearOnInit: true, initialCapacity: 8 })
    const db = new pool.OpfsSAHPoolDb('/fts.db')
    db.exec(`PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=NORMAL;
      CREATE VIRTUAL TABLE pages USING fts5(title, text, content='', tokenize='unicode61')`)
    return db
  })()
  return open
}

/** Pages in one transaction. */
const TOGETHER = 500

serve({
  prepare: async () => void (await database()),
  async build(from, to, texts) {
    const db = await database()
    const list = texts ?? Array.from({ length: to - from }, (_, n) => textOf(from + n))
    return timed(() => {
      for (let start = 0; start < list.length; start += TOGETHER)
        db.transaction(() => {
          const insert = db.prepare('INSERT INTO pages(rowid, title, text) VALUES (?, ?, ?)')
          for (const [at, text] of list.slice(start, start + TOGETHER).entries())
            insert
              .bind([from + start + at + 1, inPairs(text.slice(0, 60)), inPairs(text)])
              .stepReset()
          insert.finalize()
        })
    })
  },
  find: async (match) => timed(async () => void findFirst(await database(), match)),
  async sizes() {
    const db = await database()
    return {
      bytes: db.selectValue('PRAGMA page_count') * db.selectValue('PRAGMA page_size'),
      documents: db.selectValue('SELECT count(*) FROM pages_docsize'),
    }
  },
})
