/** Facts of the demonstration city's enforcement items beyond its power list: fields, teams, take-overs, offences. */
import type { PowerItem } from './items.ts';

/** Items that penalty cases of the year stand on and the power list does not name. */
export const MORE_ITEMS: readonly PowerItem[] = [
  ['market', '02', '对使用不合格计量器具的处罚', '计量法', '26'],
  ['urban-management', '02', '对运输车辆沿途遗撒的处罚', '大气污染防治法', '116'],
  ['urban-management', '02', '对餐饮油烟超标排放的处罚', '大气污染防治法', '118'],
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
};
