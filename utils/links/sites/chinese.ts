import type { SiteRule } from './rule.ts'

const WECHAT_SHARE =
  'chksm scene subscene sessionid clicktime enterid ascene devicetype version nettype abtest_cookie lang exportkey pass_ticket wx_header mpshare srcid sharer_shareinfo sharer_shareinfo_first sharer_sharetime sharer_shareid key uin poc_token from isappinstalled fontgear rd2werd xtrack realreporttime fasttmpl_type fasttmpl_fullversion'

const ZHIHU =
  'share_code hb_wx_block wechatshare s_r s_s_i hybrid_search_source hybrid_search_extra'

const BILIBILI =
  'spm_id_from from_spmid from_source vd_source share_source share_medium share_plat share_session_id share_tag share_times share_from unique_k seid buvid bbid ts timestamp is_story_h5 mid plat_id up_id bsource msource -arouter launch_id visit_id session_id trackid refer_from'

const TAOBAO =
  'pvid abbucket ns ali_refid ali_trackid utparam xxc pricetid un share_crt_v ut_sk sourcetype suid shareuniqueid un_site cpp shareurl short_name sp_tk bxsign app pisk cm_id mi_id ltk2 tbsocialpopkey bc_fl_src'

const XIAOHONGSHU =
  'xsec_token xsec_source source app_platform app_version author_share shareredid apptime share_from_user_hidden share_id ignoreengage wechatwid wechatorigin exsource xhsshare appuid'

const TOUTIAO =
  'log_from wid app timestamp use_new_style req_id group_id tt_from in_ogs traffic_source original_source in_tfs channel biz_id share_did share_uid source category_new wxshare_count weixin_list share_type'

/** Sites in Chinese. */
export const CHINESE: SiteRule[] = [
  { hosts: 'mp.weixin.qq.com', path: /^\/s$/, only: '__biz mid idx sn', home: 'mp.weixin.qq.com' },
  { hosts: 'mp.weixin.qq.com', path: /^\/s$/, drop: WECHAT_SHARE },
  {
    hosts: 'mp.weixin.qq.com',
    path: /^\/s\/([\w-]{20,})$/,
    home: 'mp.weixin.qq.com',
    as: '/s/$1',
    drop: '*',
  },
  { hosts: 'zhihu.com www.zhihu.com', home: 'www.zhihu.com', drop: ZHIHU },
  { hosts: 'www.zhihu.com', path: /^\/question\/(\d+)\/$/, as: '/question/$1' },
  {
    hosts: 'www.zhihu.com',
    path: /^\/question\/(\d+)\/answer\/(\d+)\/?$/,
    as: '/question/$1/answer/$2',
  },
  {
    hosts: 'zhuanlan.zhihu.com',
    path: /^\/p\/(\d+)\/?$/,
    home: 'zhuanlan.zhihu.com',
    as: '/p/$1',
    drop: ZHIHU,
  },
  {
    hosts: 'juejin.cn www.juejin.cn juejin.im www.juejin.im',
    path: /^\/post\/(\w+)\/?$/,
    home: 'juejin.cn',
    as: '/post/$1',
    drop: 'from',
  },
  {
    hosts: 'weibo.com www.weibo.com',
    path: /^\/(\d+)\/([A-Za-z0-9]{9})\/?$/,
    home: 'weibo.com',
    as: '/$1/$2',
    drop: 'from wvr mod refer_flag ssl_rnd loc retcode pagetype layerid sudaref',
  },
  {
    hosts: 'm.weibo.cn',
    path: /^\/(?:status|detail)\/(\w+)\/?$/,
    home: 'm.weibo.cn',
    as: '/status/$1',
    drop: 'from wm sourcetype luicode lfid featurecode jumpfrom',
  },
  {
    hosts: 'bilibili.com www.bilibili.com m.bilibili.com',
    path: /^\/video\/(BV[0-9A-Za-z]{10}|av\d+)\/?$/,
    home: 'www.bilibili.com',
    as: '/video/$1',
    first: 'p t',
    drop: `${BILIBILI} p=1`,
  },
  {
    hosts: 'bilibili.com www.bilibili.com m.bilibili.com',
    path: /^\/(read\/cv\d+|opus\/\d+|bangumi\/play\/(?:ss|ep)\d+)\/?$/,
    home: 'www.bilibili.com',
    as: '/$1',
    drop: BILIBILI,
  },
  {
    hosts: 'live.bilibili.com space.bilibili.com t.bilibili.com',
    drop: `${BILIBILI} live_from broadcast_type is_room_feed hotrank`,
  },
  { hosts: 'item.taobao.com', path: /^\/item\.htm$/, first: 'id skuId', drop: TAOBAO },
  {
    hosts: 'detail.tmall.com detail.tmall.hk chaoshi.detail.tmall.com',
    path: /^\/item\.htm$/,
    first: 'id skuId',
    drop: TAOBAO,
  },
  {
    hosts: 'item.jd.com',
    path: /^\/\d+\.html$/,
    home: 'item.jd.com',
    drop: 'cu bbtf pcf ad_od extension_id sdx',
  },
  {
    hosts: 'xiaohongshu.com www.xiaohongshu.com',
    path: /^\/(?:explore|discovery\/item)\/([0-9a-f]{24})\/?$/,
    home: 'www.xiaohongshu.com',
    as: '/explore/$1',
    drop: XIAOHONGSHU,
  },
  {
    hosts: 'book.douban.com movie.douban.com music.douban.com',
    path: /^\/subject\/(\d+)\/?$/,
    as: '/subject/$1/',
    drop: 'from icn dt_dapp _i _dtcc',
  },
  {
    hosts: 'douban.com www.douban.com',
    path: /^\/(note\/\d+|group\/topic\/\d+|people\/\w+\/status\/\d+)\/?$/,
    home: 'www.douban.com',
    as: '/$1/',
    drop: 'from icn dt_dapp _i _dtcc _spm_id',
  },
  {
    hosts: 'blog.csdn.net',
    path: /^\/[\w.-]+\/article\/details\/\d+$/,
    home: 'blog.csdn.net',
    drop: 'ops_request_misc request_id biz_id depth_1-utm_source ydreferer sharetype shareid sharerefer sharesource fromshare',
  },
  {
    hosts: 'toutiao.com www.toutiao.com m.toutiao.com',
    path: /^\/(?:article\/|a|i)(\d{15,20})\/?$/,
    home: 'www.toutiao.com',
    as: '/article/$1/',
    drop: TOUTIAO,
  },
  { hosts: 'baijiahao.baidu.com', path: /^\/s$/, first: 'id', drop: 'wfr for sshare' },
  {
    hosts: 'tieba.baidu.com',
    path: /^\/p\/\d+$/,
    home: 'tieba.baidu.com',
    drop: 'fr share red_tag fid client_type client_version mo_device is_video unique',
  },
  {
    hosts: 'baidu.com www.baidu.com',
    path: /^\/s$/,
    home: 'www.baidu.com',
    drop: 'rsv_* inputt oq bs f sa prefixsug rqlang sug',
  },
]
