/**
 * Our own list, of facts from the documents of those who add them: above each name whose it is and where it
 * is described (docs/ADDRESSES.md). Only names that no site would use for what it shows: 'ref', 'from' and
 * 'source' are not among them. A star ends a beginning.
 */
const NAMES = [
  // Google Analytics: URL builders, custom campaigns
  'utm_*',
  // Google tag: cross-domain measurement
  '_ga _gl _gac',
  // Google Ads, Search Ads 360, Campaign Manager 360: auto-tagging, click IDs
  'gclid gclsrc wbraid gbraid dclid gad_source gad_campaignid',
  // Google Merchant Center: auto-tagging
  'srsltid',
  // Microsoft Advertising: auto-tagging of click IDs
  'msclkid',
  // Meta: Conversions API, fbc and fbp; share links
  'fbclid fb_action_ids fb_action_types fb_ref fb_source mibextid igshid igsh',
  // X Ads: web conversions
  'twclid',
  // TikTok Ads: events API
  'ttclid',
  // LinkedIn Marketing: conversions API
  'li_fat_id',
  // Pinterest: API for conversions
  'epik',
  // Snap: conversions API
  'sccid',
  // Reddit Ads: conversions API
  'rdt_cid',
  // Quora Ads: conversions
  'qclid',
  // Yandex Direct: link tags
  'yclid ymclid ysclid _openstat',
  // VK Ads: retargeting
  'rb_clickid',
  // Mailchimp: e-commerce tracking
  'mc_cid mc_eid',
  // HubSpot: cookies and tracking in links; ad tracking
  '_hsenc _hsmi __hssc __hstc __hsfp hsctatracking hsa_*',
  // Adobe Marketo Engage: mkt_tok
  'mkt_tok',
  // Adobe Analytics: tracking code; Adobe Advertising
  's_cid ef_id s_kwcid',
  // Oracle Eloqua: query strings
  'elqtrack elqtrackid elqaid elqat elqcampaignid',
  // Klaviyo: UTM and identifying parameters
  '_ke _kx',
  // Vero: conversion tracking
  'vero_id vero_conv',
  // Omeda: Olytics
  'oly_enc_id oly_anon_id',
  // Drip: subscriber tracking
  '__s',
  // MailerLite: link parameters
  'ml_subscriber ml_subscriber_hash',
  // ActiveCampaign: site tracking
  'vgo_ee',
  // dotdigital: web behaviour tracking
  'dm_i',
  // Bronto: direct add
  '_bta_tid _bta_c',
  // Listrak: click tracking
  'trk_contact trk_msg trk_module trk_sid',
  // Wicked Reports: tracking
  'wickedid',
  // Matomo: tracking campaigns
  'pk_* mtm_* piwik_*',
  // AT Internet: campaigns
  'at_medium at_campaign at_custom* xtor',
  // Branch: link data
  '_branch_match_id _branch_referrer',
  // impact.com: click IDs
  'irclickid irgwc',
  // CJ: universal tag
  'cjevent',
  // Rakuten Advertising: landing page parameters
  'ranmid raneaid ransiteid',
  // Yahoo: consent
  'guccounter guce_referrer guce_referrer_sig',
  // 百度统计：指定广告跟踪
  'hmsr hmpl hmcu hmkw hmci hmmd',
  // 百度营销：转化追踪
  'bd_vid',
  // 腾讯广告：点击标识
  'qz_gdt gdt_vid',
  // GrowingIO：广告监测
  'gio_link_id',
  // 阿里巴巴：SPM 与 SCM 埋点
  'spm scm',
  // 掘金、CSDN、头条：分享链接
  'share_token',
]

const ALL = NAMES.join(' ').split(' ')
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
