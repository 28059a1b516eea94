/** What a lawful measure is filled in with, for tests and browser tests. */
import { NEVER_SHOWN } from '../../fragments/publication.ts';
import { ITEM, PENALTY, pair } from './run.testing.ts';

const remedy = { reconsiderationBody: '演示市人民政府', court: '演示市城区人民法院' };

/** One thing on the list. */
export const milk = {
  name: '牛奶',
  spec: '批号20260101',
  quantity: 12,
  unit: '盒',
  state: '外包装完好，超过保质期',
  relation: '涉案财物',
  necessity: false,
} as const;

const opening = {
  title: '对幸福超市过期牛奶的扣押',
  item: ITEM,
  penaltyCase: PENALTY,
  field: '市场监管',
  reason: '过期食品可能继续销售或者被转移',
  necessity: '责令下架后仍在货架上销售',
};

/** Inputs of the acts of a measure; days and officers are changed by the test. */
export const samples = {
  apply: { ...opening, kind: '扣押', scope: '货架上的过期牛奶十二盒' },
  approve: { result: '批准', opinion: '情况属实，同意' },
  implement: {
    officers: pair,
    on: '2026-03-02',
    time: '15:00',
    place: '演示市中心路1号',
    shown: true,
    presence: '当事人到场',
    told: true,
    statement: '没有提出',
    record: '货架第三层有牛奶十二盒，超过保质期，逐盒清点后装箱',
    signed: '当事人和执法人员已签名',
    things: [milk],
    handedOver: true,
    twoCopies: true,
    custody: '本机关保管',
    custodian: '本局仓库，李某',
    free: true,
    ...remedy,
  },
  get 'act-first'() {
    const { scope: _, ...rest } = this.apply;
    return { ...rest, urgency: '当事人正在转移货物，来不及报批', ...this.implement };
  },
  freeze: {
    officers: pair,
    on: '2026-09-24',
    bank: '演示银行中心支行',
    receipt: '回执1号',
    accounts: [{ number: '6222000000000001', amount: 50_000 }],
    involved: 50_000,
    shown: true,
    record: '向银行交付协助冻结通知书，银行当场办理冻结',
    ...remedy,
  },
  publish: { partyKind: '法人或者其他组织', sealed: false, checked: [...NEVER_SHOWN] },
  lift: { ground: '其他不再需要采取措施的情形', reason: '证据已经固定' },
  return: { on: '2026-03-20', whole: true, receiver: '张某', receipt: '签收单1号' },
} as const;
