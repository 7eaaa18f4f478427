import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { giveSelection } from '../utils/capture/page/given.ts'
import { readSelection } from '../utils/capture/page/selection.ts'

// What the page script needs only where a selection alone is kept.
export default defineUnlistedScript(() => giveSelection(readSelection))
