/** R5.1 fifty first-time questions in plain words against the city's items: at least 45 have the right item among the first three. */
import { ServiceIndex } from '@fadu/office/services/find';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { expect, test } from 'vitest';
import { fullNameOf, organId } from '../organs.ts';
import { serviceItemTexts } from './service-items.ts';

const QUESTIONS: readonly (readonly [question: string, ...right: string[]])[] = [
  ['我想开个早餐店需要什么证', '食品经营许可（新办）', '个体工商户登记'],
  ['小吃摊怎么办手续', '食品经营许可（新办）', '个体工商户登记'],
  ['饭店搬到新地方了许可证怎么改', '食品经营许可（变更）'],
  ['超市卖包装好的零食要备案吗', '仅销售预包装食品备案'],
  ['想开家食品厂', '食品生产许可'],
  ['开药店要什么手续', '药品零售企业许可'],
  ['新买的电梯要登记吗', '特种设备使用登记'],
  ['怎么注册一家公司', '企业设立登记'],
  ['公司不干了怎么注销', '企业注销登记'],
  ['公司换办公地址怎么弄', '企业住所变更登记'],
  ['我想办个个体户', '个体工商户登记'],
  ['开职业介绍所', '人力资源服务许可'],
  ['劳务派遣公司要什么许可', '劳务派遣经营许可'],
  ['新招了几个人要去哪备案', '用人单位招用人员备案'],
  ['开宾馆要办卫生许可吗', '公共场所卫生许可'],
  ['想开个诊所', '医疗机构执业登记'],
  ['开KTV要批吗', '娱乐场所设立审批'],
  ['办一场演唱会需要审批吗', '营业性演出审批'],
  ['开旅行社', '旅行社设立许可'],
  ['开网吧', '互联网上网服务营业场所设立审批'],
  ['买个货车跑运输要什么证', '道路货物运输经营许可', '道路货运驾驶员从业资格证核发'],
  ['开汽车修理铺', '机动车维修经营备案'],
  ['拉超长的大件货物上路', '公路超限运输许可'],
  ['排污证怎么办', '排污许可'],
  ['宠物医院', '动物诊疗许可'],
  ['卖农药', '农药经营许可'],
  ['卖鞭炮', '烟花爆竹零售经营许可'],
  ['举报安全隐患有奖励吗', '安全生产举报奖励'],
  ['门口装大广告牌', '设置大型户外广告审批'],
  ['装修要占用马路', '临时占用城市道路审批'],
  ['院子里的大树想砍掉', '砍伐城市树木审批', '林木采伐许可'],
  ['孩子出生了户口怎么报', '出生登记'],
  ['刚生完宝宝要办出生证明', '出生医学证明签发'],
  ['宝宝打疫苗的本子去哪办', '预防接种证办理'],
  ['爷爷去世了户口要注销吗', '死亡注销户口'],
  ['老人去世能领多少丧葬费', '丧葬补助金和抚恤金申领'],
  ['火葬场怎么预约', '遗体火化预约'],
  ['爸爸留下的房子怎么过户到我名下', '不动产继承转移登记'],
  ['买了套二手房怎么办房产证', '不动产转移登记（二手房）'],
  ['新房怎么通自来水', '居民用水报装开户'],
  ['家里要装天然气', '居民用气报装开户'],
  ['身份证丢了', '居民身份证申领'],
  ['马上六十了退休手续怎么办', '职工正常退休核准'],
  ['被公司辞退了能领失业金吗', '失业保险金申领'],
  ['干活的时候受伤了算工伤吗', '工伤认定'],
  ['家里太困难想申请低保', '最低生活保障金给付'],
  ['八十多岁老人有补贴吗', '高龄津贴给付'],
  ['腿有残疾能领什么补贴', '残疾人两项补贴给付'],
  ['没钱请律师打官司', '法律援助申请'],
  ['结婚登记要带什么材料', '内地居民婚姻登记'],
];

test('R5.1 R42.1 fifty questions in plain words', () => {
  const index = new ServiceIndex(
    serviceItemTexts((key) => organId(CITY_REGION, key)).map((item) => ({
      region: CITY_REGION,
      code: item.basicCode,
      lawFrom: '2026-01-01',
      item,
      organ: fullNameOf(item.organ),
    })),
  );
  expect(QUESTIONS.length).toBe(50);
  const missed = QUESTIONS.flatMap(([question, ...right]) => {
    const first = index
      .find(question, {})
      .hits.slice(0, 3)
      .map((h) => h.service.item.name);
    return first.some((name) => right.includes(name)) ? [] : [`${question} → ${first.join('、')}`];
  });
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(5);
});
