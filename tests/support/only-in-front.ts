const FROM_THE_PICTURE = 'pixels that nobody may read are taken from the picture of the tab'
const FILM = 'the browser loads a film once somebody sees it'
const BACKGROUND = 'the browser puts the grey behind a picture when it first draws it'

/**
 * Pages of the suite of fidelity of which a typed link keeps something else than a click on the open tab, with
 * the reason; docs/FIDELITY.md lists them, too.
 */
export const ONLY_IN_FRONT: Record<string, string> = {
  'files/paper': 'the browser names the tab of a PDF a moment after it has loaded',
  'files/squares': BACKGROUND,
  'files/wide': BACKGROUND,
  'frames/object-fallback':
    'the browser finds out that an object can not be shown when it is to show it',
  'pixels/blob-images':
    'the page waits for its images to be decoded, which is done when they are drawn',
  'pixels/canvas-blank-overlay': FROM_THE_PICTURE,
  'pixels/canvas-layout': FROM_THE_PICTURE,
  'pixels/canvas-tainted': FROM_THE_PICTURE,
  'pixels/canvas-webgl': FROM_THE_PICTURE,
  'pixels/video-frame': FILM,
  'pixels/video-tainted': FILM,
  'state/content-visibility': 'the page scrolls itself in a frame of animation',
}
