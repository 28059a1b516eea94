/** Entries and inputs of the registers, for tests and as a pattern for the demonstration city. */

/** A licence on two bases; `n` gives it a serial and a name of its own. */
export const licenceBody = (n: number, organ: string, more: Record<string, unknown> = {}) => ({
  basicCode: `2201${String(10_000 + n).slice(-5)}000`,
  name: `第${n}类演示经营活动许可`,
  organ,
  level: '市级',
  bodyNature: '法定机关',
  basis: [{ instrument: '行政许可法', article: '14' }],
  conditions: '有固定的经营场所，从业人员身体健康，设施符合标准。',
  materials: ['申请表', '身份证明', '场所使用证明'],
  statutoryDays: 20,
  promisedDays: 8,
  responsibilities: [
    '受理：一次告知需要补正的全部内容',
    '审查：书面审查，需要时现场核查',
    '决定：按时作出并说明理由',
    '送达：十日内送达',
    '事后监管：按比例抽查',
  ],
  accountability: ['不符合条件予以许可的', '符合条件不予许可或者逾期的'],
  remedies: '可以依法申请行政复议或者提起行政诉讼。',
  phone: '0432-00000000',
  ...more,
});

/** An inspection; ex officio. */
export const inspectionBody = (n: number, organ: string, more: Record<string, unknown> = {}) => ({
  basicCode: `2206${String(10_000 + n).slice(-5)}000`,
  name: `第${n}类演示场所检查`,
  organ,
  level: '市级',
  bodyNature: '法定机关',
  basis: [{ instrument: '行政处罚法', article: '39' }],
  object: '本市从事有关经营活动的单位。',
  responsibilities: ['检查前告知，出示证件，如实记录', '检查结果公开'],
  accountability: ['违法实施检查造成损失的'],
  remedies: '可以依法申请行政复议或者提起行政诉讼。',
  phone: '0432-00000000',
  ...more,
});

/** A filing that only receives. */
export const filingBody = (n: number, organ: string, more: Record<string, unknown> = {}) => ({
  basicCode: `22BA${String(10_000 + n).slice(-5)}000`,
  name: `第${n}类演示备案`,
  organ,
  basis: [{ instrument: '优化营商环境条例', article: '39' }],
  timing: '事后',
  conditions: '开业后三十日内报送基本信息。',
  materials: ['备案表'],
  needsConsent: false,
  ...more,
});

/** Charge within a band. */
export const feeBody = (n: number, organ: string, more: Record<string, unknown> = {}) => ({
  basicCode: `22SF${String(10_000 + n).slice(-5)}000`,
  name: `第${n}类演示收费`,
  organ,
  basis: [{ instrument: '优化营商环境条例', article: '25' }],
  payers: '申请人',
  enterprise: true,
  unit: '件',
  low: '20',
  high: '60',
  rate: '20',
  account: '缴入国库',
  ...more,
});

/** Inputs of the acts. */
export const samples = {
  apply: {
    title: '调整市城管局许可事项',
    trigger: '法律、法规、规章制定、修改或者废止',
    triggeredOn: '2026-03-02',
    keeper: 't-office',
    reviewer: 't-justice',
    staffing: 't-publicity',
    government: 't-gov',
    dutyQuestion: false,
    affected: '没有不同意见',
  },
  opinion: { conclusion: '同意', opinion: '名称、编码、要素与上级一致，材料和时限合理。' },
  legality: { conclusion: '合法', opinion: '设定依据现行有效，层级符合规定，没有变相许可。' },
  approve: { result: '批准', document: '演市政〔2026〕8号', reason: '依据充分，程序完备' },
  batch: {
    title: '市本级许可清单首次登记',
    reviewer: 't-justice',
    approval: '演市政〔2025〕30号',
    approvedOn: '2025-12-20',
    file: '许可清单.xlsx',
    sha256: '0'.repeat(64),
    faulty: 0,
    faults: [],
  },
  reason: { reason: '经研究需要这样处理' },
} as const;
