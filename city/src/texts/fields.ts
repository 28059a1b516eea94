/**
 * Violations in the fields of enforcement beside market supervision and city management, for a year of many cases. What
 * is said of the acts is invented; titles, articles and ranges of fines are facts, read in the texts in force.
 */
import type { EnterpriseLine } from '../people.ts';
import { ENFORCEMENT, type Enforcement } from './penalty.ts';

/** By organ key. */
const OTHER: Readonly<Record<string, Enforcement>> = {
  ecology: {
    sector: '一般',
    field: '生态环境',
    offences: [
      {
        title: '未按规定记录环境管理台账',
        conduct: '环境管理台账没有按照排污许可证的要求记录',
        found: '台账缺少六月上旬治理设施运行记录',
        fact: '未按照排污许可证规定记录环境管理台账',
        fine: [5000, 20_000],
        firms: true,
        basis: { title: '排污许可管理条例', article: '三十七', level: '行政法规', inForceFrom: '2021-03-01' },
      },
      {
        title: '易产生扬尘的物料未密闭',
        conduct: '露天堆放砂土没有密闭也没有覆盖',
        found: '厂区东侧露天堆放砂土约三百立方米，没有覆盖',
        fact: '未密闭易产生扬尘的物料',
        fine: [10_000, 100_000],
        firms: true,
        season: [3, 4, 5, 9, 10],
        basis: { title: '大气污染防治法', article: '一百一十七', level: '法律', inForceFrom: '2016-01-01' },
      },
    ],
  },
  'culture-tourism': {
    sector: '一般',
    field: '文化市场',
    offences: [
      {
        title: '未按规定核对登记上网消费者身份',
        conduct: '上网消费者没有核对登记有效身份证件',
        found: '抽查十二台计算机，有两名上网人员没有登记',
        fact: '未按规定核对、登记上网消费者的有效身份证件',
        fine: [0, 15_000],
        season: [1, 2, 7, 8],
        basis: {
          title: '互联网上网服务营业场所管理条例',
          article: '三十三',
          level: '行政法规',
          inForceFrom: '2002-11-15',
        },
      },
      {
        title: '旅行社进行虚假宣传',
        conduct: '宣传页所写住宿标准与合同不一致',
        found: '宣传页写明四星级酒店，行程单为普通宾馆',
        fact: '进行虚假宣传，误导旅游者',
        fine: [5000, 50_000],
        firms: true,
        season: [5, 7, 8, 10],
        basis: { title: '旅游法', article: '九十七', level: '法律', inForceFrom: '2013-10-01' },
      },
    ],
  },
  transport: {
    sector: '一般',
    field: '交通运输',
    offences: [
      {
        title: '车辆超过公路限定标准行驶',
        conduct: '货车车货总质量超过公路限定标准',
        found: '检测站称重超过限定标准三吨',
        fact: '车货总质量超过公路限定标准行驶',
        fine: [0, 30_000],
        basis: { title: '公路安全保护条例', article: '六十四', level: '行政法规', inForceFrom: '2011-07-01' },
      },
      {
        title: '未按规定维护检测运输车辆',
        conduct: '货运车辆超过期限没有检测',
        found: '车辆检测有效期已过二十六日',
        fact: '不按规定维护和检测运输车辆',
        fine: [1000, 5000],
        basis: { title: '道路运输条例', article: '六十九', level: '行政法规', inForceFrom: '2004-07-01' },
      },
      {
        title: '造成公路路面污染',
        conduct: '车辆带泥上路污染公路路面',
        found: '公路路面有连续泥痕约二百米',
        fact: '造成公路路面污染',
        fine: [0, 5000],
        season: [4, 5, 6],
        basis: { title: '公路法', article: '七十七', level: '法律', inForceFrom: '1998-01-01' },
      },
    ],
  },
  agriculture: {
    sector: '一般',
    field: '农业',
    offences: [
      {
        title: '销售的种子标签内容不符合规定',
        conduct: '销售的种子标签没有标注检疫证明编号',
        found: '货架上玉米种子四袋，标签缺少检疫证明编号',
        fact: '销售的种子标签内容不符合规定',
        fine: [2000, 20_000],
        season: [2, 3, 4],
        basis: { title: '种子法', article: '七十九', level: '法律', inForceFrom: '2016-01-01' },
      },
      {
        title: '未按规定对饲养的动物实施免疫接种',
        conduct: '饲养的动物没有按照强制免疫计划接种',
        found: '存栏十一头没有免疫记录',
        fact: '对饲养的动物未按照强制免疫计划实施免疫接种',
        fine: [0, 1000],
        season: [3, 4, 9, 10],
        basis: { title: '动物防疫法', article: '九十二', level: '法律', inForceFrom: '2021-05-01' },
      },
    ],
  },
  emergency: {
    sector: '一般',
    field: '应急管理',
    offences: [
      {
        title: '未如实记录安全生产教育和培训情况',
        conduct: '安全生产教育培训记录与实际不符',
        found: '抽查五名从业人员，培训记录由一人代签',
        fact: '未如实记录安全生产教育和培训情况',
        fine: [0, 100_000],
        firms: true,
        basis: { title: '安全生产法', article: '九十七', level: '法律', inForceFrom: '2002-11-01' },
      },
      {
        title: '未建立安全风险分级管控制度',
        conduct: '没有建立安全风险分级管控制度',
        found: '不能提供风险辨识和分级清单',
        fact: '未建立安全风险分级管控制度',
        fine: [0, 100_000],
        firms: true,
        basis: { title: '安全生产法', article: '一百零一', level: '法律', inForceFrom: '2002-11-01' },
      },
    ],
  },
  'public-security': {
    sector: '一般',
    field: '公安',
    offences: [
      {
        title: '在禁止的时间地点燃放烟花爆竹',
        conduct: '在禁止燃放的路段燃放烟花',
        found: '现场有燃放后的烟花残体，当事人承认',
        fact: '在禁止燃放烟花爆竹的地点燃放烟花爆竹',
        fine: [100, 500],
        season: [1, 2],
        basis: {
          title: '烟花爆竹安全管理条例',
          article: '四十二',
          level: '行政法规',
          inForceFrom: '2006-01-21',
        },
      },
      {
        title: '删改保安服务监控影像资料',
        conduct: '保安服务中形成的监控影像资料被删改',
        found: '调取的监控影像缺少十七分钟，后台有删除记录',
        fact: '删改保安服务中形成的监控影像资料',
        fine: [20_000, 100_000],
        firms: true,
        basis: { title: '保安服务管理条例', article: '四十三', level: '行政法规', inForceFrom: '2010-01-01' },
      },
    ],
  },
  health: {
    sector: '一般',
    field: '卫生健康',
    offences: [
      {
        title: '未对医疗废物进行登记',
        conduct: '责令改正以后仍然没有对医疗废物进行登记',
        found: '医疗废物登记本近两周没有记录，限期改正已经届满',
        fact: '未对医疗废物进行登记，逾期不改正',
        fine: [2000, 5000],
        firms: true,
        basis: { title: '医疗废物管理条例', article: '四十五', level: '行政法规', inForceFrom: '2003-06-16' },
      },
      {
        title: '未按规定组织职业卫生培训',
        conduct: '责令改正以后仍然没有组织职业卫生培训',
        found: '抽查八名接触粉尘的劳动者，没有培训记录，限期改正已经届满',
        fact: '未按照规定组织劳动者进行职业卫生培训，逾期不改正',
        fine: [0, 100_000],
        firms: true,
        basis: { title: '职业病防治法', article: '七十', level: '法律', inForceFrom: '2002-05-01' },
      },
    ],
  },
  housing: {
    sector: '一般',
    field: '住房城乡建设',
    offences: [
      {
        title: '未对用户燃气设施定期进行安全检查',
        conduct: '燃气经营者没有定期检查用户的燃气设施',
        found: '抽查二十户，有六户两年没有入户安检记录',
        fact: '未对燃气用户的燃气设施定期进行安全检查',
        fine: [10_000, 100_000],
        firms: true,
        season: [9, 10, 11, 12],
        basis: { title: '城镇燃气管理条例', article: '四十六', level: '行政法规', inForceFrom: '2011-03-01' },
      },
      {
        title: '在不具备安全条件的场所使用燃气',
        conduct: '责令改正以后仍然在不具备安全条件的场所使用燃气',
        found: '操作间通风不畅、没有报警装置，限期改正已经届满',
        fact: '在不具备安全条件的场所使用燃气，逾期不改正',
        fine: [0, 1000],
        basis: { title: '城镇燃气管理条例', article: '四十九', level: '行政法规', inForceFrom: '2011-03-01' },
      },
    ],
  },
  'natural-resources': {
    sector: '一般',
    field: '自然资源',
    offences: [
      {
        title: '非法占用土地',
        conduct: '未经批准占用土地硬化地面',
        found: '占用土地约六十平方米，已经硬化',
        fact: '未经批准非法占用土地六十平方米',
        fine: [6000, 60_000],
        basis: { title: '土地管理法', article: '七十七', level: '法律', inForceFrom: '1999-01-01' },
      },
    ],
  },
  'human-resources': {
    sector: '一般',
    field: '人力资源社会保障',
    offences: [
      {
        title: '不按要求报送劳动保障书面材料',
        conduct: '不按照要求报送工资支付的书面材料',
        found: '询问通知书限定的日期已过，没有报送工资表',
        fact: '不按照劳动保障行政部门的要求报送书面材料',
        fine: [2000, 20_000],
        firms: true,
        basis: { title: '劳动保障监察条例', article: '三十', level: '行政法规', inForceFrom: '2004-12-01' },
      },
      {
        title: '违法延长劳动者工作时间',
        conduct: '违反规定延长劳动者工作时间',
        found: '考勤显示十名劳动者当月加班超过规定时间',
        fact: '违法延长十名劳动者工作时间',
        fine: [1000, 5000],
        firms: true,
        basis: { title: '劳动保障监察条例', article: '二十五', level: '行政法规', inForceFrom: '2004-12-01' },
      },
    ],
  },
};

/** What every organ enforces, in the twelve fields. */
export const FIELD_WORK: Readonly<Record<string, Enforcement>> = { ...ENFORCEMENT, ...OTHER };

/** What the fields beside the two of `ENFORCEMENT` enforce. */
export const OTHER_FIELDS: Readonly<Record<string, Enforcement>> = OTHER;

/** Trades in which an act is found, by its title. */
export const LINES_OF: Readonly<Record<string, readonly EnterpriseLine[]>> = {
  经营超过保质期食品: ['商贸有限公司', '食品加工厂'],
  未按规定明码标价: ['饭店', '超市', '便利店', '商贸有限公司'],
  使用不合格计量器具: ['超市', '便利店', '商贸有限公司'],
  发布虚假广告: ['饭店', '超市', '旅行社有限公司'],
  电梯未按期检验仍使用: ['物业服务有限公司', '商贸有限公司'],
  占用人行道堆放物料: ['超市', '便利店', '建材经营部'],
  运输车辆沿途遗撒: ['运输有限公司', '建筑工程有限公司', '建材经营部'],
  餐饮油烟超标排放: ['饭店'],
  未按规定记录环境管理台账: ['机械加工厂', '食品加工厂'],
  易产生扬尘的物料未密闭: ['建筑工程有限公司', '机械加工厂'],
  未按规定核对登记上网消费者身份: ['网吧'],
  旅行社进行虚假宣传: ['旅行社有限公司'],
  车辆超过公路限定标准行驶: ['运输有限公司', '建材经营部'],
  未按规定维护检测运输车辆: ['运输有限公司'],
  造成公路路面污染: ['运输有限公司', '养殖场', '建筑工程有限公司'],
  销售的种子标签内容不符合规定: ['农资商店'],
  未按规定对饲养的动物实施免疫接种: ['养殖场'],
  未如实记录安全生产教育和培训情况: ['机械加工厂', '建筑工程有限公司'],
  未建立安全风险分级管控制度: ['机械加工厂', '燃气有限公司'],
  在禁止的时间地点燃放烟花爆竹: ['便利店', '超市', '饭店'],
  删改保安服务监控影像资料: ['保安服务有限公司'],
  未对医疗废物进行登记: ['门诊部有限公司'],
  未按规定组织职业卫生培训: ['机械加工厂'],
  未对用户燃气设施定期进行安全检查: ['燃气有限公司'],
  在不具备安全条件的场所使用燃气: ['饭店'],
  非法占用土地: ['建材经营部', '养殖场', '物业服务有限公司'],
  不按要求报送劳动保障书面材料: ['人力资源服务有限公司', '物业服务有限公司'],
  违法延长劳动者工作时间: ['机械加工厂', '食品加工厂'],
};
