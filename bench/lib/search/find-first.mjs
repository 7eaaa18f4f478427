const FIRST = 'SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY rowid DESC LIMIT 50'

/** The first 50 hits of FTS5, the newest first. */
export const findFirst = (db, match) => db.selectValues(FIRST, [match])
