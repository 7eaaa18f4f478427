import {
  type AddressParts,
  isWeb,
  joinParts,
  nameOf,
  partsOf,
  plainAddress,
} from './address-parts.ts'
import { isSession, withoutSession } from './session-ids.ts'
import { bySite } from './site-rules.ts'
import { isTracking } from './tracking-parameters.ts'

/**
 * Version of the rules by which keys are made. Whoever changes what `urlKeyOf` or `similarKeyOf` gives for
 * any address counts it up: libraries then make their keys anew.
 */
export const KEY_RULES = 1

/**
 * The canonical form of an address, by which the library knows whether it is kept already. Cautious:
 * two addresses that could show different pages keep different keys. It holds no blank.
 */
export function urlKeyOf(address: string): string {
  const url = new URL(address)
  return isWeb(url) ? joinParts(keyPartsOf(url)) : plainAddress(url)
}

/** The parts of a web address that say which page it is. */
export function keyPartsOf(url: URL): AddressParts {
  const parts = partsOf(url)
  const path = withoutSession(parts.path)
  const query = parts.query.filter((each) => !isTracking(nameOf(each)) && !isSession(each, path))
  return bySite({ ...parts, path, query })
}

/** `urlKeyOf`, or '' for text that is no address. */
export function urlKeyOrNone(address: string): string {
  return URL.canParse(address) ? urlKeyOf(address) : ''
}
