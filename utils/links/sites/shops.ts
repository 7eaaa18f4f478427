import type { SiteRule } from './rule.ts'

const AMAZON_COUNTRIES =
  'com ca cn de es fr in it nl pl se sg ae sa eg ie co.jp co.uk co.za com.au com.be com.br com.mx com.tr'

const AMAZON_TRACKING =
  'ref ref_ pf_rd_* pd_rd_* qid sr keywords crid sprefix dib dib_tag tag linkcode linkid ascsubtag camp creative creativeasin content-id psc th ie _encoding sp_csd spla ufe social_share starsleft skiptwisterog cv_ct_cx sbo dchild refrid pldnsite psr hvadid hvdev hvnetw hvpos hvrand hvtargid hvlocphy hvlocint hvpone hvptwo hvqmt hydadcr mcid'

/** A thing in a shop has one number, whatever words stand around it. */
const AMAZON: SiteRule[] = AMAZON_COUNTRIES.split(' ').map((country) => ({
  hosts: `amazon.${country} www.amazon.${country}`,
  path: /^(?:\/[^/]+)?\/(?:dp|gp\/product|gp\/aw\/d)\/([A-Z0-9]{10})(?:\/(?:ref=[^/]*)?)?$/,
  home: `www.amazon.${country}`,
  as: '/dp/$1',
  drop: AMAZON_TRACKING,
}))

const EBAY: SiteRule[] = 'com ca de es fr it co.uk com.au'.split(' ').map((country) => ({
  hosts: `ebay.${country} www.ebay.${country}`,
  path: /^\/itm\/(?:[^/]+\/)?(\d{9,15})\/?$/,
  home: `www.ebay.${country}`,
  as: '/itm/$1',
  drop: '_trkparms _trksid amdata hash itmmeta itmprp mkevt mkcid mkrid campid toolid customid',
}))

/** Shops outside of China. */
export const SHOPS: SiteRule[] = [
  ...AMAZON,
  ...EBAY,
  {
    hosts: 'www.aliexpress.com aliexpress.com',
    path: /^\/item\/(?:[^/]+\/)?(\d+)\.html$/,
    home: 'www.aliexpress.com',
    as: '/item/$1.html',
    drop: 'pvid algo_pvid algo_exp_id algo_expid btsid ws_ab_test gps-id scm_id scm-url utparam-url pdp_npi curpageloguid aff_fcid aff_fsk aff_platform aff_trace_key terminal_id afsmartredirect sk',
  },
  {
    hosts: 'www.etsy.com etsy.com',
    path: /^\/listing\/(\d+)(?:\/[^/]*)?$/,
    home: 'www.etsy.com',
    as: '/listing/$1',
    drop: 'click_key click_sum ref ga_* organic_search_click frs sts pro pop content_source logging_key',
  },
]
