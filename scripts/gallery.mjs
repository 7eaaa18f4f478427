import { runMain } from './lib/complaint.mjs'
import { serveGallery } from './lib/gallery.mjs'
import { say } from './lib/log.mjs'
import { underModernNode } from './lib/modern-node.mjs'

/** `npm run gallery`: every component of components/ui in every state, light and dark side by side. */
await runMain(() =>
  underModernNode(async () => {
    say(`The gallery: ${await serveGallery()}  (Ctrl-C ends it)`)
  }),
)
