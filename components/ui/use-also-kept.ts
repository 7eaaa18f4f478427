import { similarLinks } from '../../utils/db/queries.ts'
import type { Link } from '../../utils/model/link.ts'
import { useLive } from './use-live.ts'

/**
 * Links whose addresses are like these.
 * @param besides id of the link they are asked for, 0 where there is none yet
 */
export function useAlsoKept(similarKeys: string[], besides: number): Link[] {
  const links = useLive(() => similarLinks(similarKeys), [similarKeys.join('\n')])
  return links?.filter(({ id }) => id !== besides) ?? []
}
