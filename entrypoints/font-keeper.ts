import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { rememberFonts } from '../utils/capture/font-hook/remember-fonts.ts'

export default defineUnlistedScript(() => rememberFonts(window))
