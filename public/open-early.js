// The database's files are opened while the page's own code is still read: the first question waits for both.
void indexedDB.databases?.()
