import initSqlite from '@sqlite.org/sqlite-wasm'
import { findFirst } from './find-first.mjs'
import { serve, timed } from './serve.mjs'

let open

/** The index that another worker built. */
const database = () => {
  open ??= (async () => {
    const sqlite = await initSqlite()
    const pool = await sqlite.installOpfsSAHPoolVfs({ initialCapacity: 8 })
    return new pool.OpfsSAHPoolDb('/fts.db')
  })()
  return open
}

serve({
  async find(match) {
    let count = 0
    const time = await timed(async () => {
      count = findFirst(await database(), match).length
    })
    return { time, count }
  },
})
