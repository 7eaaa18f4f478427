import type { SiteRule } from './rule.ts'

/** Each has its questions under the same addresses. */
const STACK_EXCHANGE =
  'stackoverflow.com superuser.com serverfault.com askubuntu.com mathoverflow.net unix.stackexchange.com math.stackexchange.com english.stackexchange.com electronics.stackexchange.com physics.stackexchange.com tex.stackexchange.com security.stackexchange.com softwareengineering.stackexchange.com dba.stackexchange.com stats.stackexchange.com'

const GOOGLE_SEARCH =
  'ei ved sca_esv sca_upv sxsrf gs_lcp gs_lcrp gs_lp gs_ssp sclient oq aqs sourceid uact biw bih dpr rlz iflsig usg sa'

/** Sites all over the world. */
export const WORLD: SiteRule[] = [
  {
    hosts: 'youtube.com www.youtube.com m.youtube.com',
    home: 'www.youtube.com',
    drop: 'si pp feature ab_channel app',
  },
  { hosts: 'www.youtube.com', path: /^\/watch$/, first: 'v list index t' },
  {
    hosts: 'youtu.be',
    path: /^\/([\w-]{11})$/,
    home: 'www.youtube.com',
    as: '/watch',
    query: 'v=$1',
    first: 'v list index t',
    drop: 'si pp feature',
  },
  {
    hosts:
      'x.com www.x.com mobile.x.com twitter.com www.twitter.com mobile.twitter.com m.twitter.com',
    path: /^\/(?:i\/web|i|\w{1,15})\/status(?:es)?\/(\d+)\/?$/,
    home: 'x.com',
    as: '/i/status/$1',
    drop: '*',
  },
  {
    hosts: 'github.com www.github.com',
    home: 'github.com',
    drop: 'notification_referrer_id notifications_query',
  },
  {
    hosts: 'github.com',
    path: /^\/([\w-]+\/[\w.-]+)\/?$/,
    as: '/$1',
    drop: 'tab=readme-ov-file',
  },
  {
    hosts: 'github.com',
    path: /^\/([\w-]+\/[\w.-]+\/(?:issues|pull|discussions)\/\d+)\/$/,
    as: '/$1',
  },
  {
    hosts: STACK_EXCHANGE,
    path: /^\/(?:questions|q)\/(\d+)(?:\/[^/]*)?$/,
    as: '/questions/$1',
    drop: 'r rq noredirect',
  },
  { hosts: STACK_EXCHANGE, path: /^\/a\/(\d+)(?:\/\d+)?$/, as: '/a/$1' },
  {
    hosts: 'reddit.com www.reddit.com',
    home: 'www.reddit.com',
    drop: 'share_id rdt ref ref_source ref_campaign correlation_id post_index post_fullname',
  },
  {
    hosts: 'www.facebook.com facebook.com web.facebook.com',
    home: 'www.facebook.com',
    drop: '__cft__%5B0%5D __cft__%5B1%5D __tn__ __xts__%5B0%5D rdid share_url eid ref_type refid',
  },
  { hosts: 'www.instagram.com instagram.com', home: 'www.instagram.com', drop: 'hl ig_rid' },
  {
    hosts: 'www.tiktok.com tiktok.com m.tiktok.com',
    path: /^\/(@[\w.]+\/(?:video|photo)\/\d+)\/?$/,
    home: 'www.tiktok.com',
    as: '/$1',
    drop: '_r _t is_from_webapp is_copy_url sender_device sender_web_id web_id refer referer_url referer_video_id u_code share_app_id share_link_id share_item_id social_sharing tt_from',
  },
  {
    hosts: 'www.linkedin.com linkedin.com',
    home: 'www.linkedin.com',
    drop: 'trk trkinfo trackingid refid lipi midtoken midsig trkemail originalsubdomain rcm otptoken',
  },
  { hosts: 'open.spotify.com', home: 'open.spotify.com', drop: 'si nd _authfailed sp_cid dlsi' },
  {
    hosts: 'www.google.com google.com',
    path: /^\/search$/,
    home: 'www.google.com',
    drop: GOOGLE_SEARCH,
  },
  {
    hosts: 'www.bing.com bing.com cn.bing.com',
    path: /^\/search$/,
    drop: 'form cvid qs sp pq sc sk ghc lq ghsh ghacc ghpl',
  },
  {
    hosts: 'www.imdb.com imdb.com',
    path: /^\/((?:title|name)\/\w{2}\d+)\/?$/,
    home: 'www.imdb.com',
    as: '/$1/',
    drop: 'ref_',
  },
  {
    hosts: 'www.goodreads.com goodreads.com',
    path: /^\/book\/show\/(\d+)(?:[.-][^/]*)?$/,
    home: 'www.goodreads.com',
    as: '/book/show/$1',
    drop: 'ac from_search from_srp qid rank ref rating',
  },
  {
    hosts: 'doi.org www.doi.org dx.doi.org',
    path: /^\/(10\..+)$/,
    home: 'doi.org',
    as: '/$1',
  },
  {
    hosts: 'arxiv.org www.arxiv.org',
    path: /^\/((?:abs|html)\/[\w.-]+(?:\/\d{7})?)$/,
    home: 'arxiv.org',
    as: '/$1',
  },
  {
    hosts: 'arxiv.org www.arxiv.org',
    path: /^\/pdf\/([\w.-]+?(?:\/\d{7})?)(?:\.pdf)?$/,
    home: 'arxiv.org',
    as: '/pdf/$1',
  },
]
