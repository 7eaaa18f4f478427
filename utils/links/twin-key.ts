/** Begins no address: a scheme holds no blank. */
export const TWIN = 'also '

/**
 * The key of a link whose address has the key of another link: the two were kept apart before rules said
 * that they are one page, and stay apart.
 */
export const twinKeyOf = (key: string, uid: string): string => `${TWIN}${key} ${uid}`

export const isTwinKey = (urlKey: string): boolean => urlKey.startsWith(TWIN)

/** The key of a link's address, which holds no blank, whether another link has it or not. */
export const plainKeyOf = (urlKey: string): string =>
  isTwinKey(urlKey) ? urlKey.slice(TWIN.length, urlKey.lastIndexOf(' ')) : urlKey
