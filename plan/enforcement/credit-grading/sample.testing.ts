/** Entries and inputs of credit records and grades, for tests and as a pattern for the demonstration city. */
import { MODEL_CODE } from './registers.ts';

/** The model of the demonstration (DESIGN). */
export const modelBody = (organ: string, more: Record<string, unknown> = {}) => ({
  basicCode: MODEL_CODE,
  name: '演示信用风险分级模型',
  organ,
  minor: 2,
  general: 12,
  serious: 45,
  abnormal: 20,
  leastA: 96,
  leastB: 80,
  leastC: 50,
  weightA: 1,
  weightB: 2,
  weightC: 4,
  weightD: 8,
  visitsA: 0,
  visitsB: 1,
  visitsC: 2,
  visitsD: 4,
  ...more,
});

const CATALOGUE = [{ instrument: '全国公共信用信息基础目录', article: '1' }];
const MEASURES = [{ instrument: '全国失信惩戒措施基础清单', article: '1' }];
const BODIES = ['企业', '个体工商户', '农民专业合作社', '社会组织', '其他组织'];

/** Three kinds of information of the catalogue. */
export const catalogueBodies = (organ: string): readonly Record<string, unknown>[] => [
  {
    basicCode: 'ML-0301',
    name: '行政处罚信息',
    organ,
    kind: '行政管理信息',
    source: '行政处罚',
    level: '全国',
    subjects: BODIES,
    basis: CATALOGUE,
  },
  {
    basicCode: 'ML-0501',
    name: '经营异常名录信息',
    organ,
    kind: '经营异常名录信息',
    source: '经营异常名录',
    level: '全国',
    subjects: ['企业', '个体工商户', '农民专业合作社'],
    basis: CATALOGUE,
  },
  {
    basicCode: 'ML-0502',
    name: '严重失信主体名单信息',
    organ,
    kind: '严重失信主体名单信息',
    source: '严重失信主体名单',
    level: '全国',
    subjects: BODIES,
    basis: CATALOGUE,
  },
];

/** Measures of the list: two against, one for. */
export const measureBodies = (organ: string): readonly Record<string, unknown>[] => [
  {
    basicCode: 'CJ-01',
    name: '列为重点监管对象',
    organ,
    kind: '失信惩戒',
    level: '全国',
    subjects: ['企业', '个体工商户'],
    gravities: ['一般', '严重'],
    implementers: '负有监督管理职责的行政机关',
    content: '提高随机抽查的比例和频次',
    basis: MEASURES,
  },
  {
    basicCode: 'CJ-02',
    name: '限制申请财政性资金',
    organ,
    kind: '失信惩戒',
    level: '全国',
    subjects: ['企业'],
    gravities: ['严重'],
    sources: ['严重失信主体名单'],
    implementers: '财政部门和资金主管部门',
    content: '在名单期间限制申请财政性资金项目',
    basis: MEASURES,
  },
  {
    basicCode: 'JL-01',
    name: '行政审批绿色通道',
    organ,
    kind: '守信激励',
    level: '全国',
    subjects: BODIES,
    implementers: '办理行政审批的机关',
    content: '优先办理、容缺受理',
    basis: MEASURES,
  },
];

/** A record of a listing as operating abnormally. */
export const submission = (more: Record<string, unknown> = {}) => ({
  lead: 't-office',
  title: '未按规定报送年度报告',
  partyName: '演示江畔商贸有限公司',
  partyKind: '企业',
  partyId: '',
  catalogue: 'ML-0501',
  source: '经营异常名录',
  document: '演异列〔2026〕1号',
  decidedOn: '2026-05-20',
  gravity: '一般',
  noticeOn: '2026-05-20',
  shown: true,
  ...more,
});

export const repairInput = {
  corrected: true,
  duties: true,
  evidence: '补报的年度报告',
  commitment: '今后按时报送年度报告，接受监督。',
};
