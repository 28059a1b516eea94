/** A simulated handling: people, a day set by hand, an item as the register answers it. Used by tests only. */
import { type Actor, type EntryFacts, type ItemFacts, SYSTEM } from '@fadu/kernel';
import { person, Simulated } from '../../simulated.testing.ts';
import { serviceApplication } from './handling/index.ts';
import type { ServiceItem } from './item-forms.ts';
import { applicationInput, foodLicence } from './sample.testing.ts';

type Input = Readonly<Record<string, unknown>>;

export const people = {
  applicant: person('applicant', '申请人'),
  stranger: person('stranger', '路人'),
  window: person('window', '窗口人员', ['window-clerk', 't-hall']),
  otherWindow: person('other-window', '外单位窗口', ['window-clerk', 'elsewhere']),
  chief: person('chief', '首席代表', ['chief-rep', 't-market']),
  hall: person('hall', '大厅管理人员', ['hall-manager', 't-hall']),
  head: person('head', '局长', ['organ-head', 't-market']),
  reviewer: person('reviewer', '审查人员', ['service-reviewer', 't-market']),
  approver: person('approver', '审批负责人', ['service-approver', 't-market']),
  /** Reviews, and holds the approver's post as well. */
  both: person('both', '一身两职', ['service-reviewer', 't-market'], ['service-approver', 't-market']),
  host: person('host', '听证主持人', ['hearing-host', 't-market']),
  mayor: person('mayor', '市长', ['government-head', 't-city']),
  system: SYSTEM,
} as const;

const ORGANS = [
  { id: 't-market', name: '市市场监管局', kind: 'department', region: '220200' },
  { id: 't-hall', name: '市政务服务中心', kind: 'service-hall', region: '220200' },
  { id: 't-city', name: '市政府', kind: 'government', region: '220200' },
  { id: 't-town', name: '演示镇', kind: 'township', region: '220200' },
  { id: 't-health', name: '市卫生健康委', kind: 'department', region: '220200' },
];

/** One handling under way. */
export class Handling extends Simulated {
  readonly item: ServiceItem;
  /** Townships that hold the item by delegation. */
  delegated: readonly EntryFacts[] = [];
  standing: { readonly status: string; readonly inForce: boolean } = { status: '在用', inForce: true };

  constructor(day = '2026-03-02', item: ServiceItem = foodLicence()) {
    super(serviceApplication, day, {
      organs: ORGANS,
      answer: (q) =>
        q.ask === 'entries'
          ? this.delegated
          : q.ask === 'item' && q.code === this.item.basicCode
            ? this.facts()
            : null,
    });
    this.item = { ...item, organ: item.organ === 't-town' ? 't-town' : 't-market' };
  }

  /** The item as the register answers it. */
  private facts(): ItemFacts {
    const entry: EntryFacts = {
      region: '220200',
      register: 'service-item',
      code: this.item.basicCode,
      version: 1,
      lawFrom: '2020-01-01',
      body: { ...this.item, status: this.standing.status },
    };
    return {
      entry,
      bases: [
        {
          ref: { instrument: '行政许可法', article: '14' },
          facts: {
            id: 'licensing-law',
            title: '行政许可法',
            kind: 'law',
            status: this.standing.inForce ? 'in-force' : 'repealed',
            articleExists: true,
            articleRepealed: false,
            complete: true,
          },
        },
      ],
    };
  }

  /** Applied for online. */
  applied(more: Input = {}): this {
    return this.do('apply', people.applicant, {
      ...applicationInput,
      item: this.item.basicCode,
      materials: this.item.materials
        .filter((m) => m.source === '申请人' && m.need !== '特定情形')
        .map((m) => ({ name: m.name, how: '随申请提交' })),
      ...more,
    });
  }

  /** Handed in at the window on a day. */
  registered(more: Input = {}): this {
    return this.do('register-application', people.window, {
      ...applicationInput,
      item: this.item.basicCode,
      materials: this.item.materials
        .filter((m) => m.source === '申请人' && m.need !== '特定情形')
        .map((m) => ({ name: m.name, how: '随申请提交' })),
      channel: '窗口',
      receivedOn: this.day,
      account: 'applicant',
      ...more,
    });
  }

  accepted(): this {
    return this.do('accept', people.window, {});
  }

  reviewed(by: Actor = people.reviewer): this {
    return this.do('review', by, reviewInput);
  }
}

export const reviewInput = {
  findings: '材料真实，场所与布局图一致',
  onSite: true,
  staff: ['甲审查', '乙审查'],
  proposal: '准予',
  reasons: '符合法定条件、标准',
} as const;
export const grantInput = { reasons: '符合法定条件、标准' } as const;
export const denialInput = {
  reasons: '场所与污染源的距离不符合规定，不符合法定条件。',
  remedies: '可以在六十日内向演示市人民政府申请行政复议，或者在六个月内向人民法院起诉。',
} as const;
export const correctionInput = (correctBy: string, ...materials: string[]) => ({
  items: materials.map((material) => ({ material, problem: '没有提交', how: '请提交加盖公章的复印件' })),
  risk: '逾期不补正的，视为放弃申请',
  correctBy,
});
