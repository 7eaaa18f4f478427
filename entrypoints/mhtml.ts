import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { giveMhtml } from '../utils/capture/page/given.ts'

// Goes with the page script in one call, which costs less than to tell it by another.
export default defineUnlistedScript(() => giveMhtml())
