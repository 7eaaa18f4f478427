import { partsOf } from '../shared/parts-of.ts'

/** Records of one transaction: whoever reads the library meanwhile waits for no more than that. */
const AT_ONCE = 50

/** A list as lists of which each is one transaction. */
export const inParts = <T>(list: readonly T[], most = AT_ONCE): T[][] => partsOf(list, most)
