import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { tellFonts } from '../utils/capture/font-hook/tell-fonts.ts'

// Runs in the page's own world, where nothing of the extension is.
export default defineUnlistedScript(() => tellFonts(window))
