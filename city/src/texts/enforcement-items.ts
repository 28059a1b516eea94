/** Facts of the demonstration city's enforcement items beyond its power list: fields, teams, take-overs, offences. */
import type { PowerItem } from './items.ts';

/** Items that penalty cases of the year stand on and the power list does not name. */
export const MORE_ITEMS: readonly PowerItem[] = [
  ['market', '02', '对使用不合格计量器具的处罚', '计量法', '26'],
  ['urban-management', '02', '对运输车辆沿途遗撒的处罚', '大气污染防治法', '116'],
  ['urban-management', '02', '对餐饮油烟超标排放的处罚', '大气污染防治法', '118'],
  ['ecology', '02', '对未按规定记录环境管理台账的处罚', '排污许可管理条例', '37'],
  ['ecology', '02', '对易产生扬尘的物料未密闭的处罚', '大气污染防治法', '117'],
  ['culture-tourism', '02', '对未按规定核对登记上网消费者身份的处罚', '互联网上网服务营业场所管理条例', '33'],
  ['culture-tourism', '02', '对旅行社进行虚假宣传的处罚', '旅游法', '97'],
  ['transport', '02', '对未按规定维护检测运输车辆的处罚', '道路运输条例', '69'],
  ['transport', '02', '对造成公路路面污染的处罚', '公路法', '77'],
  ['agriculture', '02', '对销售的种子标签内容不符合规定的处罚', '种子法', '79'],
  ['agriculture', '02', '对未按规定对饲养的动物实施免疫接种的处罚', '动物防疫法', '92'],
  ['emergency', '02', '对未如实记录安全生产教育和培训情况的处罚', '安全生产法', '97'],
  ['emergency', '02', '对未建立安全风险分级管控制度的处罚', '安全生产法', '101'],
  ['public-security', '02', '对在禁止的时间地点燃放烟花爆竹的处罚', '烟花爆竹安全管理条例', '42'],
  ['public-security', '02', '对删改保安服务监控影像资料的处罚', '保安服务管理条例', '43'],
  ['health', '02', '对未对医疗废物进行登记的处罚', '医疗废物管理条例', '45'],
  ['health', '02', '对未按规定组织职业卫生培训的处罚', '职业病防治法', '70'],
  ['housing', '02', '对未对用户燃气设施定期进行安全检查的处罚', '城镇燃气管理条例', '46'],
  ['housing', '02', '对在不具备安全条件的场所使用燃气的处罚', '城镇燃气管理条例', '49'],
  ['human-resources', '02', '对不按要求报送劳动保障书面材料的处罚', '劳动保障监察条例', '30'],
  ['human-resources', '02', '对违法延长劳动者工作时间的处罚', '劳动保障监察条例', '25'],
];

/** Field of enforcement by organ, with the comprehensive team where there is one. */
export const FIELD_OF: Readonly<Record<string, readonly [field: string, team?: string]>> = {
  market: ['市场监管', '市场监管综合行政执法支队'],
  ecology: ['生态环境', '生态环境保护综合行政执法支队'],
  'culture-tourism': ['文化市场', '文化市场综合行政执法支队'],
  transport: ['交通运输', '交通运输综合行政执法支队'],
  agriculture: ['农业', '农业综合行政执法支队'],
  emergency: ['应急管理', '应急管理综合行政执法支队'],
  'urban-management': ['城市管理', '城市管理综合行政执法支队'],
  'public-security': ['公安'],
  health: ['卫生健康'],
  housing: ['住房城乡建设'],
  'natural-resources': ['自然资源'],
  'human-resources': ['人力资源社会保障'],
};

/** Item → organ that it was taken over from (the decisions' numbers are invented). */
export const TAKEN_FROM: Readonly<Record<string, string>> = {
  对餐饮油烟超标排放的处罚: 'ecology',
  对未取得规划许可进行建设的处罚: 'natural-resources',
};

/** Items that the organ they were taken from still lists beside the team: two bodies claim them. */
export const STILL_LISTED: readonly string[] = ['对未取得规划许可进行建设的处罚'];

/** Title of an offence of texts/penalty.ts → item that its case is filed under. */
export const ITEM_OF_OFFENCE: Readonly<Record<string, string>> = {
  经营超过保质期食品: '对经营超过保质期食品的处罚',
  未按规定明码标价: '对未明码标价的处罚',
  使用不合格计量器具: '对使用不合格计量器具的处罚',
  发布虚假广告: '对发布虚假广告的处罚',
  电梯未按期检验仍使用: '对使用未经检验的特种设备的处罚',
  占用人行道堆放物料: '对影响市容行为的处罚',
  运输车辆沿途遗撒: '对运输车辆沿途遗撒的处罚',
  餐饮油烟超标排放: '对餐饮油烟超标排放的处罚',
  未按规定记录环境管理台账: '对未按规定记录环境管理台账的处罚',
  易产生扬尘的物料未密闭: '对易产生扬尘的物料未密闭的处罚',
  未按规定核对登记上网消费者身份: '对未按规定核对登记上网消费者身份的处罚',
  旅行社进行虚假宣传: '对旅行社进行虚假宣传的处罚',
  车辆超过公路限定标准行驶: '对违法超限运输的处罚',
  未按规定维护检测运输车辆: '对未按规定维护检测运输车辆的处罚',
  造成公路路面污染: '对造成公路路面污染的处罚',
  销售的种子标签内容不符合规定: '对销售的种子标签内容不符合规定的处罚',
  未按规定对饲养的动物实施免疫接种: '对未按规定对饲养的动物实施免疫接种的处罚',
  未如实记录安全生产教育和培训情况: '对未如实记录安全生产教育和培训情况的处罚',
  未建立安全风险分级管控制度: '对未建立安全风险分级管控制度的处罚',
  在禁止的时间地点燃放烟花爆竹: '对在禁止的时间地点燃放烟花爆竹的处罚',
  删改保安服务监控影像资料: '对删改保安服务监控影像资料的处罚',
  未对医疗废物进行登记: '对未对医疗废物进行登记的处罚',
  未按规定组织职业卫生培训: '对未按规定组织职业卫生培训的处罚',
  未对用户燃气设施定期进行安全检查: '对未对用户燃气设施定期进行安全检查的处罚',
  在不具备安全条件的场所使用燃气: '对在不具备安全条件的场所使用燃气的处罚',
  非法占用土地: '对非法占用土地的处罚',
  不按要求报送劳动保障书面材料: '对不按要求报送劳动保障书面材料的处罚',
  违法延长劳动者工作时间: '对违法延长劳动者工作时间的处罚',
};
