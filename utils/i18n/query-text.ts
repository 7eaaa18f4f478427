import type { QueryNotice } from '../model/query-notice.ts'
import { camel, type MessageKey, t } from './t.ts'

/** Apart from other texts, which every screen has. */
export const queryText = ({ reason, values }: QueryNotice): string =>
  t(`query.${camel(reason)}` as MessageKey, ...values, values[0] + values[1])
