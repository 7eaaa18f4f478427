export const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/*
 * Lists of the HTML standard's tree construction, by what a start tag of such a name does.
 */

/** End an open heading. */
export const HEADINGS = words('h1 h2 h3 h4 h5 h6')

/** End an open paragraph. */
export const BLOCKS = words(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary ul xmp',
)

/** Have a place of their own and are dropped or moved elsewhere. */
export const PARTS = words(
  'body caption col colgroup frame frameset head html image tbody td tfoot th thead tr',
)

/** Go into a head, and anywhere else without ado. */
export const HEAD_CONTENT = words(
  'base basefont bgsound link meta noframes noscript script style template title',
)

/** Bound the reach of start and end tags in them. */
export const SCOPES = words('applet caption html marquee object table td template th')

/** Are ended by some of their siblings. */
export const IMPLIED_ENDS = words('dd dt li optgroup option p rb rp rt rtc')

/** End the search for an open list item. */
export const SPECIAL = words(
  'address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup ' +
    'dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head ' +
    'header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes ' +
    'noscript object ol p param plaintext pre script search section select source style summary table tbody td ' +
    'template textarea tfoot th thead title tr track ul wbr xmp',
)

/** End an open SVG or MathML element. */
export const BREAKOUTS = words(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu ' +
    'meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var',
)
