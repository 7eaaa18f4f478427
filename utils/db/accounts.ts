/**
 * Which library each account has in this browser, and which is open. It is in a database of its own, read before
 * any library is: libraries of two accounts are never in one.
 */
interface Registry {
  /** Names of databases by account; '' is nobody's, for use without signing in. */
  databases: Record<string, string>
  /** The account whose library is open, '' for none. */
  active: string
}

const NAME = 'linkshot-accounts'
const STORE = 'registry'
const KEY = 'registry'

/** The library of every browser that never signed in. */
const FIRST = 'linkshot'

const AT_FIRST: Registry = { databases: { '': FIRST }, active: '' }

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function withStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  const database = await answered(opening)
  try {
    return await work(database.transaction(STORE, mode).objectStore(STORE))
  } finally {
    database.close()
  }
}

const read = async (store: IDBObjectStore): Promise<Registry> =>
  ((await answered(store.get(KEY))) as Registry | undefined) ?? AT_FIRST

const readRegistry = (): Promise<Registry> => withStore('readonly', read)

const change = (next: (registry: Registry) => Registry): Promise<void> =>
  withStore('readwrite', async (store) => {
    await answered(store.put(next(await read(store)), KEY))
  })

/** The account whose library is open, '' for the one without. */
export const activeAccount = async (): Promise<string> => (await readRegistry()).active

/** Whether an account has a library in this browser. */
export const hasLibrary = async (account: string): Promise<boolean> =>
  (await readRegistry()).databases[account] !== undefined

/** Name of the database to open. */
export async function activeDatabase(): Promise<string> {
  const { databases, active } = await readRegistry()
  return databases[active] ?? FIRST
}

/**
 * Makes an account's library the one to open, a new one where it has none here.
 * @param takesOver whether a new one begins with all that was kept without signing in
 */
export function activateAccount(account: string, takesOver: boolean): Promise<void> {
  return change(({ databases }) => {
    if (databases[account] !== undefined) return { databases, active: account }
    if (!takesOver) return { databases: { ...databases, [account]: freshName() }, active: account }
    const local = databases[''] ?? FIRST
    return { databases: { ...databases, [account]: local, '': freshName() }, active: account }
  })
}

const freshName = (): string => `${FIRST}-${crypto.randomUUID()}`
