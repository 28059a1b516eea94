/**
 * How much the city's service items are asked for, and when: invented, after everyday sense. People die and are born all
 * year; schools enrol in August; heating begins in October; fireworks are sold before the Spring Festival.
 */

/** Demand by month, January first; where nothing is said the usual year. */
type Months = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/** The usual year: quiet at the Spring Festival, busy in spring and early autumn. */
export const USUAL_YEAR: Months = [9, 6, 12, 11, 10, 10, 10, 10, 11, 9, 11, 10];
const EVEN: Months = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
const WINTER: Months = [12, 11, 10, 9, 9, 8, 8, 8, 9, 10, 11, 12];
const SUMMER: Months = [4, 2, 6, 10, 13, 14, 14, 14, 12, 8, 4, 3];
const ENROLMENT: Months = [0, 0, 0, 0, 1, 8, 22, 60, 6, 1, 0, 0];
const INSURANCE: Months = [6, 5, 6, 5, 5, 5, 6, 8, 22, 24, 20, 16];
const HEATING: Months = [1, 1, 1, 2, 1, 1, 2, 8, 24, 60, 10, 2];
const FIREWORKS: Months = [40, 22, 2, 1, 1, 1, 1, 1, 2, 4, 12, 30];
const WEDDINGS: Months = [6, 12, 7, 7, 16, 8, 6, 11, 12, 18, 8, 8];
const FELLING: Months = [14, 10, 10, 4, 2, 1, 1, 2, 6, 14, 16, 16];
const ROADS: Months = [0, 0, 2, 12, 18, 18, 16, 14, 14, 8, 2, 0];
const SPRING: Months = [6, 6, 20, 22, 14, 8, 8, 8, 9, 8, 6, 5];
const SHOWS: Months = [14, 6, 6, 8, 12, 14, 20, 20, 12, 12, 8, 14];
const SOWING: Months = [6, 10, 26, 24, 12, 4, 3, 2, 2, 2, 3, 4];

/** Share of the year's demand and its months, by the name of the item; items not named are asked for seldom. */
export const DEMAND: Readonly<Record<string, readonly [share: number, months?: Months]>> = {
  居民身份证申领: [60, SUMMER],
  社会保障卡申领: [52],
  城乡居民基本医疗保险参保登记: [60, INSURANCE],
  职工基本医疗保险参保登记: [26],
  社会保险参保登记: [38],
  义务教育新生入学登记: [40, ENROLMENT],
  出生医学证明签发: [26, EVEN],
  预防接种证办理: [26, EVEN],
  死亡注销户口: [24, WINTER],
  遗体火化预约: [24, WINTER],
  丧葬补助金和抚恤金申领: [16, WINTER],
  内地居民婚姻登记: [28, WEDDINGS],
  高龄津贴给付: [10],
  最低生活保障金给付: [8],
  残疾人两项补贴给付: [8],
  独生子女父母退休一次性奖励: [8],
  职工正常退休核准: [18],
  医疗保险退休待遇核定: [12],
  失业保险金申领: [16],
  就业困难人员认定: [10],
  工伤认定: [8],
  生育津贴支付: [12],
  '不动产转移登记（二手房）': [30, SPRING],
  不动产继承转移登记: [7],
  居民用水报装开户: [10, SUMMER],
  低压居民用电报装: [12, SUMMER],
  居民用气报装开户: [12, SUMMER],
  水电气联动过户: [12, SPRING],
  居民供热报停和复热: [22, HEATING],
  法律援助申请: [8],
  个体工商户登记: [44, SPRING],
  企业设立登记: [30],
  企业住所变更登记: [14],
  企业注销登记: [12],
  '食品经营许可（新办）': [30, SPRING],
  '食品经营许可（变更）': [14],
  仅销售预包装食品备案: [14],
  食品生产许可: [3],
  药品零售企业许可: [5],
  特种设备使用登记: [8],
  第二类医疗器械经营备案: [6],
  公共场所卫生许可: [14],
  医疗机构执业登记: [3],
  娱乐场所设立审批: [1.5],
  营业性演出审批: [4, SHOWS],
  旅行社设立许可: [2],
  互联网上网服务营业场所设立审批: [1.5],
  道路货物运输经营许可: [12, SPRING],
  道路旅客运输经营许可: [1.5],
  道路货运驾驶员从业资格证核发: [12],
  机动车维修经营备案: [6],
  公路超限运输许可: [5, SUMMER],
  人力资源服务许可: [3],
  劳务派遣经营许可: [3],
  用人单位招用人员备案: [16],
  集体合同审查: [2],
  社会保险单位信息变更: [8],
  医疗保险单位信息变更: [7],
  企业投资项目备案: [8, SPRING],
  企业投资项目核准: [1],
  建设项目环境影响报告表审批: [4, SPRING],
  排污许可: [3],
  动物诊疗许可: [2],
  农药经营许可: [4, SOWING],
  动物检疫证明核发: [14, WINTER],
  危险化学品经营许可: [2],
  烟花爆竹零售经营许可: [6, FIREWORKS],
  安全生产举报奖励: [1.5],
  取水许可: [1.5],
  生产建设项目水土保持方案审批: [2.5, ROADS],
  林木采伐许可: [5, FELLING],
  设置大型户外广告审批: [6],
  临时占用城市道路审批: [8, ROADS],
  挖掘城市道路审批: [3, ROADS],
  砍伐城市树木审批: [2, ROADS],
};

/** Demand for an item that is not named above. */
export const SELDOM = 2;

/** Years of birth of those who ask for it, where age tells. */
export const BORN: Readonly<Record<string, readonly [from: number, to: number]>> = {
  高龄津贴给付: [1931, 1945],
  职工正常退休核准: [1963, 1970],
  医疗保险退休待遇核定: [1963, 1970],
  独生子女父母退休一次性奖励: [1963, 1970],
  内地居民婚姻登记: [1984, 2003],
  出生医学证明签发: [1984, 2003],
  预防接种证办理: [1984, 2003],
  义务教育新生入学登记: [1982, 1997],
  生育津贴支付: [1984, 2002],
  道路货运驾驶员从业资格证核发: [1970, 2002],
};

/** Ends of the names of the enterprises that ask for it, where the trade tells. */
export const TRADES_OF: Readonly<Record<string, readonly string[]>> = {
  '食品经营许可（新办）': ['饭店', '超市', '便利店'],
  '食品经营许可（变更）': ['饭店', '超市', '便利店'],
  仅销售预包装食品备案: ['超市', '便利店'],
  食品生产许可: ['食品加工厂'],
  药品零售企业许可: ['商贸有限公司'],
  第二类医疗器械经营备案: ['商贸有限公司', '门诊部有限公司'],
  公共场所卫生许可: ['网吧', '物业服务有限公司', '商贸有限公司'],
  医疗机构执业登记: ['门诊部有限公司'],
  互联网上网服务营业场所设立审批: ['网吧'],
  旅行社设立许可: ['旅行社有限公司'],
  道路货物运输经营许可: ['运输有限公司'],
  道路旅客运输经营许可: ['运输有限公司'],
  公路超限运输许可: ['运输有限公司', '建筑工程有限公司'],
  机动车维修经营备案: ['汽车修理部'],
  人力资源服务许可: ['人力资源服务有限公司'],
  劳务派遣经营许可: ['人力资源服务有限公司'],
  建设项目环境影响报告表审批: ['机械加工厂', '食品加工厂', '环保科技有限公司'],
  排污许可: ['机械加工厂', '食品加工厂'],
  农药经营许可: ['农资商店'],
  动物检疫证明核发: ['养殖场'],
  危险化学品经营许可: ['燃气有限公司', '商贸有限公司'],
  烟花爆竹零售经营许可: ['便利店', '超市'],
  生产建设项目水土保持方案审批: ['建筑工程有限公司'],
  挖掘城市道路审批: ['建筑工程有限公司', '燃气有限公司'],
  临时占用城市道路审批: ['建筑工程有限公司', '物业服务有限公司'],
  娱乐场所设立审批: ['商贸有限公司'],
  取水许可: ['食品加工厂', '机械加工厂'],
};
