/** Names of parameters that say how a visitor came, and where that is written down. */
interface Source {
  /** Who adds them, and in which of their documents they are described. */
  by: string
  names: string
}

/**
 * Our own list, of facts from the documents of those who add them (docs/ADDRESSES.md). Only names that no
 * site would use for what it shows: 'ref', 'from' and 'source' are not among them. A star ends a beginning.
 */
const SOURCES: Source[] = [
  { by: 'Google Analytics: URL builders, custom campaigns', names: 'utm_*' },
  { by: 'Google tag: cross-domain measurement', names: '_ga _gl _gac' },
  {
    by: 'Google Ads, Search Ads 360, Campaign Manager 360: auto-tagging, click IDs',
    names: 'gclid gclsrc wbraid gbraid dclid gad_source gad_campaignid',
  },
  { by: 'Google Merchant Center: auto-tagging', names: 'srsltid' },
  { by: 'Microsoft Advertising: auto-tagging of click IDs', names: 'msclkid' },
  {
    by: 'Meta: Conversions API, fbc and fbp; share links',
    names: 'fbclid fb_action_ids fb_action_types fb_ref fb_source mibextid igshid igsh',
  },
  { by: 'X Ads: web conversions', names: 'twclid' },
  { by: 'TikTok Ads: events API', names: 'ttclid' },
  { by: 'LinkedIn Marketing: conversions API', names: 'li_fat_id' },
  { by: 'Pinterest: API for conversions', names: 'epik' },
  { by: 'Snap: conversions API', names: 'sccid' },
  { by: 'Reddit Ads: conversions API', names: 'rdt_cid' },
  { by: 'Quora Ads: conversions', names: 'qclid' },
  { by: 'Yandex Direct: link tags', names: 'yclid ymclid ysclid _openstat' },
  { by: 'VK Ads: retargeting', names: 'rb_clickid' },
  { by: 'Mailchimp: e-commerce tracking', names: 'mc_cid mc_eid' },
  {
    by: 'HubSpot: cookies and tracking in links; ad tracking',
    names: '_hsenc _hsmi __hssc __hstc __hsfp hsctatracking hsa_*',
  },
  { by: 'Adobe Marketo Engage: mkt_tok', names: 'mkt_tok' },
  { by: 'Adobe Analytics: tracking code; Adobe Advertising', names: 's_cid ef_id s_kwcid' },
  { by: 'Oracle Eloqua: query strings', names: 'elqtrack elqtrackid elqaid elqat elqcampaignid' },
  { by: 'Klaviyo: UTM and identifying parameters', names: '_ke _kx' },
  { by: 'Vero: conversion tracking', names: 'vero_id vero_conv' },
  { by: 'Omeda: Olytics', names: 'oly_enc_id oly_anon_id' },
  { by: 'Drip: subscriber tracking', names: '__s' },
  { by: 'MailerLite: link parameters', names: 'ml_subscriber ml_subscriber_hash' },
  { by: 'ActiveCampaign: site tracking', names: 'vgo_ee' },
  { by: 'dotdigital: web behaviour tracking', names: 'dm_i' },
  { by: 'Bronto: direct add', names: '_bta_tid _bta_c' },
  { by: 'Listrak: click tracking', names: 'trk_contact trk_msg trk_module trk_sid' },
  { by: 'Wicked Reports: tracking', names: 'wickedid' },
  { by: 'Matomo: tracking campaigns', names: 'pk_* mtm_* piwik_*' },
  { by: 'AT Internet: campaigns', names: 'at_medium at_campaign at_custom* xtor' },
  { by: 'Branch: link data', names: '_branch_match_id _branch_referrer' },
  { by: 'impact.com: click IDs', names: 'irclickid irgwc' },
  { by: 'CJ: universal tag', names: 'cjevent' },
  { by: 'Rakuten Advertising: landing page parameters', names: 'ranmid raneaid ransiteid' },
  { by: 'Yahoo: consent', names: 'guccounter guce_referrer guce_referrer_sig' },
  { by: '百度统计：指定广告跟踪', names: 'hmsr hmpl hmcu hmkw hmci hmmd' },
  { by: '百度营销：转化追踪', names: 'bd_vid' },
  { by: '腾讯广告：点击标识', names: 'qz_gdt gdt_vid' },
  { by: 'GrowingIO：广告监测', names: 'gio_link_id' },
  { by: '阿里巴巴：SPM 与 SCM 埋点', names: 'spm scm' },
  { by: '掘金、CSDN、头条：分享链接', names: 'share_token' },
]

const ALL = SOURCES.flatMap(({ names }) => names.split(' '))
const WHOLE = new Set(ALL.filter((name) => !name.endsWith('*')))
const BEGINNING = new RegExp(
  `^(?:${ALL.filter((name) => name.endsWith('*'))
    .map((name) => name.slice(0, -1))
    .join('|')})`,
)

/** Whether a parameter of this name never changes what is shown, on any site. */
export function isTracking(name: string): boolean {
  const lower = name.toLowerCase()
  return WHOLE.has(lower) || BEGINNING.test(lower)
}
