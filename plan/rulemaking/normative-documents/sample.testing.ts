import { type ScannedArticle, scanArticles } from '../clause-scan/index.ts';

/** An answer to every suspect clause of a text: each stands on superior law. */
export const answersTo = (articles: readonly ScannedArticle[]) =>
  scanArticles(articles).map((hit) => ({
    hit: hit.id,
    finding: '有上位法依据' as const,
    reason: '《大气污染防治法》第八十一条，要求一致。',
  }));

const articles = [
  { number: '第一条', text: ['为了防治餐饮油烟污染，结合本市实际，制定本办法。'] },
  {
    number: '第二条',
    text: ['餐饮服务单位应当安装油烟净化设施并保持正常使用。', '净化设施应当定期清洗并做好记录。'],
  },
  { number: '第三条', text: ['生态环境部门负责油烟排放的监督管理。'] },
];

/** Inputs for every act of a normative document, for tests and as a pattern for the demonstration city. */
export const samples = {
  propose: {
    title: '演示市餐饮服务单位油烟排放管理办法',
    kind: '通知',
    necessity: '近年来油烟投诉较多，需要明确排放要求和各部门职责。',
    maker: 't-gov',
    office: 't-office',
    reviewer: 't-justice',
    regulator: 't-market',
    ideologyBody: 't-publicity',
    securityBody: 't-police',
    environmentBody: 't-ecology',
    q1: true,
    q2: true,
    q3: true,
    q4: true,
    q5: true,
    q6: true,
    businessRelated: true,
    majorInterest: true,
    trial: false,
  },
  draft: {
    research: '走访了六十家餐饮单位，比较了四个城市的做法，评估了成本和风险。',
    articles,
    explanation: '说明制定的必要性、主要内容和各条的考虑。',
    basis: '《大气污染防治法》有关条款',
  },
  'ask-departments': { organs: ['t-city', 't-ecology'] },
  'department-opinion': { position: '同意', text: '没有意见' },
  'hear-enterprises': {
    heard: ['演示市餐饮协会', '演示市幸福餐馆'],
    opinions: '普遍同意，建议给小餐馆半年准备时间，已采纳。',
    answers: [
      { from: '演示市餐饮协会', opinion: '建议给小餐馆半年准备时间', disposition: '采纳' },
      {
        from: '演示市幸福餐馆',
        opinion: '清洗次数请写明',
        disposition: '不采纳',
        reason: '按检测结果确定，不统一规定次数',
      },
    ],
    adjustment: '设六个月适应期',
  },
  'hear-deputies': { deputies: 12, advisers: 8, method: '书面征求并召开座谈会' },
  'fair-competition': {
    conclusion: '符合',
    heard: '听取了三家企业的意见',
    reasons: '对各类经营者一视同仁，没有排除限制竞争的内容。',
    firstCheck: '起草单位初审认为不含限制竞争的内容，建议通过。',
  },
  'special-review': { conclusion: '通过', reasons: '没有发现问题' },
  'open-consultation': {
    notice: '现就油烟排放管理办法公开征求意见，欢迎提出。',
    contact: '0432-00000000 演示市城市管理局',
  },
  'close-consultation': { summary: '共收到意见若干条，已逐条研究答复，采纳情况附后。' },
  'submit-review': { ownOpinion: '本单位法制机构审核认为内容合法、程序完备。' },
  'legality-review': {
    conclusion: '合法',
    opinion: '主体、权限、内容、程序均符合规定，未发现违法内容。',
    answers: answersTo(articles),
  },
  deliberate: {
    meeting: '政府常务会议',
    heldOn: '2026-05-20',
    method: '会议审议',
    attending: 11,
    inFavour: 11,
    minutes: '会议听取起草说明，逐条讨论，一致同意。',
    result: '通过',
  },
  'assign-number': { effectiveOn: '2026-07-01', expiresOn: '2031-06-30' },
  publish: { channels: ['政府公报', '政府网站'] },
  interpret: {
    text: '这份文件主要解决餐饮油烟扰民问题：开餐馆要装净化设施、定期清洗；小餐馆有半年准备时间。',
  },
  file: { recipient: 't-gov', report: '现将该文件报送备案，请予审查。', filedOn: '2026-05-22' },
  reason: { reason: '经研究需要调整' },
} as const;
