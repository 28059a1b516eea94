/** A few entries of both lists in our own short words, for tests and the demonstration city. Numbers are not those of the lists. */
import type { ForeignEntry, MarketEntry } from './index.ts';

const MAKER = '国家发展和改革委员会、商务部、市场监管总局';

/** Entries of the market-access list. `organ`: who keeps it here. */
export const marketSamples = (organ: string): readonly MarketEntry[] => {
  const entry = (
    basicCode: string,
    name: string,
    sector: string,
    kind: MarketEntry['kind'],
    measure: string,
    words: readonly string[],
    authority?: string,
  ): MarketEntry => ({
    basicCode,
    name,
    organ,
    edition: '2025年版（演示摘录，编号未核实）',
    maker: MAKER,
    sector,
    kind,
    measure,
    words: [...words],
    basis: [{ instrument: '市场准入负面清单（2025年版）', article: '1' }],
    ...(authority && { authority }),
  });
  return [
    entry('1-01', '违规开展新闻传媒相关业务', '新闻传媒', '禁止准入', '非公有资本不得从事新闻采编播发', [
      '新闻网站',
      '办报纸',
      '新闻采编',
    ]),
    entry('1-02', '违规开展金融相关经营活动', '金融', '禁止准入', '未取得金融牌照不得从事金融业务', [
      '放贷款',
      '吸收存款',
      '办小贷',
    ]),
    entry(
      '2-01',
      '食品经营',
      '批发零售和餐饮',
      '许可准入',
      '从事食品销售、餐饮服务须取得食品经营许可',
      ['开饭店', '开餐馆', '开小吃店', '卖熟食'],
      '市场监管部门',
    ),
    entry(
      '2-02',
      '烟花爆竹经营',
      '批发零售',
      '许可准入',
      '批发、零售烟花爆竹须取得经营许可',
      ['卖烟花', '烟花爆竹', '卖鞭炮'],
      '应急管理部门',
    ),
    entry(
      '2-03',
      '互联网上网服务营业场所',
      '文化',
      '许可准入',
      '设立上网服务营业场所须取得许可',
      ['网吧', '电竞馆'],
      '文化和旅游部门',
    ),
    entry(
      '2-04',
      '危险化学品生产经营',
      '制造业',
      '许可准入',
      '生产、经营危险化学品须取得许可',
      ['危险化学品', '卖油漆稀料'],
      '应急管理部门',
    ),
    entry(
      '2-05',
      '电信业务',
      '信息传输',
      '许可准入',
      '经营电信业务须取得许可',
      ['电信业务', '办宽带公司'],
      '通信主管部门',
    ),
    entry(
      '2-06',
      '人力资源服务',
      '商务服务',
      '许可准入',
      '从事职业中介、劳务派遣须取得许可',
      ['职业中介', '劳务派遣', '人力资源公司'],
      '人力资源社会保障部门',
    ),
    entry(
      '2-07',
      '民办学校和培训机构',
      '教育',
      '许可准入',
      '举办民办学校、学科类培训须取得许可',
      ['办幼儿园', '办学校', '补习班'],
      '教育部门',
    ),
  ];
};

/** Entries of the list for foreign investors. */
export const foreignSamples = (organ: string): readonly ForeignEntry[] => {
  const entry = (
    basicCode: string,
    name: string,
    sector: string,
    kind: ForeignEntry['kind'],
    measure: string,
    words: readonly string[],
    equityCap?: number,
  ): ForeignEntry => ({
    basicCode,
    name,
    organ,
    edition: '2024年版（演示摘录，编号未核实）',
    maker: '国家发展和改革委员会、商务部',
    sector,
    kind,
    measure,
    words: [...words],
    basis: [{ instrument: '外商投资法实施条例', article: '33' }],
    ...(equityCap !== undefined && { equityCap }),
  });
  return [
    entry(
      'F-01',
      '稀土、放射性矿产、钨勘查开采',
      '采矿业',
      '禁止投资',
      '禁止投资稀土等矿产勘查、开采及选矿',
      ['稀土', '钨矿'],
    ),
    entry('F-02', '基础电信业务', '信息传输', '限制投资', '须由中方控股', ['基础电信', '电信业务'], 49),
    entry('F-03', '医疗机构', '卫生', '限制投资', '限于合资', ['办医院', '医疗机构'], 70),
  ];
};
