/** A simulated case: people, a clock that is set by hand, and shortcuts to the usual states. Used by tests only. */
import {
  type Actor,
  type CaseState,
  CaseView,
  clockOf,
  decide,
  noCase,
  type PaperText,
  type Refusal,
  SYSTEM,
  timeOfDay,
} from '@fadu/kernel';
import { chinaCalendar } from '../../calendar/china.ts';
import { disclosureOnApplication as procedure } from './index.ts';

const AGENCY = 'bureau';
const person = (id: string, name: string, ...posts: [string, string][]): Actor => ({
  kind: 'person',
  person: id,
  name,
  posts: posts.map(([role, organ]) => ({ role, organ })),
});

export const people = {
  zhang: person('zhang', '张某'),
  stranger: person('stranger', '路人'),
  clerk: person('clerk', '李工', ['disclosure-clerk', AGENCY]),
  otherClerk: person('other-clerk', '外单位人员', ['disclosure-clerk', 'elsewhere']),
  reviewer: person('reviewer', '审查员', ['disclosure-reviewer', AGENCY]),
  /** One who drafts and also holds the reviewer's post. */
  double: person('double', '一身两职', ['disclosure-clerk', AGENCY], ['disclosure-reviewer', AGENCY]),
  head: person('head', '王科长', ['disclosure-head', AGENCY]),
  firm: person('firm', '某公司'),
  firm2: person('firm2', '另一公司'),
  coMaker: person('co', '共同机关人员', ['disclosure-clerk', 'planning']),
  system: SYSTEM,
} as const;

const ORGANS: Readonly<Record<string, { name: string; kind: string }>> = {
  bureau: { name: '市住房和城乡建设局', kind: 'department' },
  planning: { name: '市自然资源局', kind: 'department' },
  successor: { name: '市建设交通局', kind: 'department' },
  club: { name: '某协会', kind: 'society' },
};

export const applicationInput = {
  applicantType: '自然人',
  name: '张某',
  identity: '身份证220201199001011234',
  contact: '13900000000',
  information: '2024年老旧小区改造项目资金使用明细',
  provideAs: '纸质',
} as const;
export const registrationInput = (channel: string, arrivedOn: string, more: object = {}) => ({
  ...applicationInput,
  channel,
  arrivedOn,
  account: 'zhang',
  ...more,
});

const copy = {
  title: '资金使用明细表',
  original: 'DA-2024-001',
  rendition: 'GK-2024-001',
  redacted: ['经办人手机号'],
};
const remedy = { reconsiderationOrgan: '某市人民政府', court: '某市船营区人民法院' };
const facts = '收到申请后检索了项目档案和财务档案。';

/** A complete draft of each type. */
export const drafts: Readonly<Record<string, Record<string, unknown>>> = {
  A: { code: 'A', facts, released: [copy], ...remedy },
  B: {
    code: 'B',
    facts,
    reasons: '其余部分涉及内部讨论。',
    released: [copy],
    withheld: [{ what: '讨论记录', code: 'C6', reason: '属于过程性信息' }],
    ...remedy,
  },
  C1: { code: 'C1', facts, reasons: '已依法定密。', secrecyBasis: '某密〔2023〕1号定为秘密级', ...remedy },
  C2: {
    code: 'C2',
    facts,
    reasons: '法律禁止公开。',
    legalBasis: '《统计法》关于单个对象资料的规定',
    ...remedy,
  },
  C3: { code: 'C3', facts, reasons: '公开可能危及公共安全。', harm: '暴露重要设施的防护细节', ...remedy },
  C4: {
    code: 'C4',
    facts,
    reasons: '第三方不同意，理由成立。',
    balance: '不公开对公共利益没有重大影响',
    ...remedy,
  },
  C5: {
    code: 'C5',
    facts,
    reasons: '属于人事管理信息。',
    weighing: '与公众利益无关，公开影响内部管理',
    ...remedy,
  },
  C6: {
    code: 'C6',
    facts,
    reasons: '属于讨论过程中的内部意见稿。',
    weighing: '事项尚未决定，公开会影响坦率讨论',
    ...remedy,
  },
  C7: {
    code: 'C7',
    facts,
    reasons: '属于行政执法案卷。',
    weighing: '案卷含证人信息，当事人可以依程序阅卷',
    ...remedy,
  },
  C8: {
    code: 'C8',
    facts,
    reasons: '属于不动产登记资料。',
    legalBasis: '《不动产登记暂行条例》关于查询的规定',
    channel: '不动产登记机构查询窗口',
    ...remedy,
  },
  D1: {
    code: 'D1',
    facts,
    reasons: '没有制作或者获取该信息。',
    missing: '经检索不存在',
    searched: '检索电子档案系统和纸质目录',
    ...remedy,
  },
  D2: {
    code: 'D2',
    facts,
    reasons: '没有按街道汇总的现成信息。',
    searched: '检索处罚案卷系统，没有汇总表',
    extractable: false,
    ...remedy,
  },
  D3: { code: 'D3', facts, reasons: '补正后仍不能确定所指的信息。', ...remedy },
  E1: { code: 'E1', facts, reasons: '内容是投诉。', channel: '12345热线', ...remedy },
  E2: { code: 'E2', facts, reasons: '相同信息已经答复。', earlier: '建公开答〔2026〕3号', ...remedy },
  E3: { code: 'E3', facts, reasons: '要求的是公开出版物。', channel: '市图书馆政府公报专架', ...remedy },
  E4: { code: 'E4', facts, reasons: '理由不合理。', ...remedy },
  E5: {
    code: 'E5',
    facts,
    reasons: '要求重新出具已经获取的信息。',
    earlier: '2026年3月2日已提供',
    ...remedy,
  },
};
export const passed = { conclusion: '可以公开', secrecy: '不涉及国家秘密', content: '个人信息已经隐去' };

/** A case in the hand of a test. Time stands at the last `on`. */
export class Case {
  state: CaseState;
  private now = '2026-01-05T01:00:00.000Z';
  readonly procedure;
  constructor(definition = procedure) {
    this.procedure = definition;
    this.state = noCase('case-1', definition.code, definition.version);
  }

  /** Set the simulated clock: a day, and a time in China. */
  on(day: string, time = '10:00'): this {
    this.now = timeOfDay(day, time);
    return this;
  }

  private at() {
    const organ = (id: string) => {
      const found = ORGANS[id];
      return found && { id, region: '220200', ...found };
    };
    return { now: this.now, calendar: chinaCalendar, organ };
  }

  /** Do an act that must be accepted. */
  do(act: string, who: Actor, input?: unknown): this {
    const result = decide(this.procedure, this.state, act, input, who, this.at());
    if (!result.ok)
      throw new Error(`${act}: ${result.refusals.map((r) => `${r.code} ${r.say}`).join(' | ')}`);
    this.state = result.state;
    return this;
  }

  /** Try an act that must be refused, and answer why; nothing changes. */
  refused(act: string, who: Actor, input?: unknown): readonly Refusal[] {
    const result = decide(this.procedure, this.state, act, input, who, this.at());
    if (result.ok) throw new Error(`${act} was accepted`);
    return result.refusals;
  }

  /** Codes of the refusals, without the procedure's prefix. */
  codes(act: string, who: Actor, input?: unknown): string[] {
    return this.refused(act, who, input).map((r) => r.code.replace(`${this.procedure.code}.`, ''));
  }

  clock(name: string) {
    return clockOf(this.procedure, this.state, name, this.at());
  }

  get view(): CaseView {
    return new CaseView(this.state);
  }

  /** A paper of the case as its template composes it, all words in one string. */
  paper(name: string): PaperText & { readonly words: string } {
    const template = this.procedure.papers[name];
    if (!template) throw new Error(`no paper ${name}`);
    const made = template.compose(this.view, {
      date: '2026-01-01',
      organName: (id) => ORGANS[id]?.name ?? id,
    });
    const words = [made.title, made.recipients ?? '', JSON.stringify(made.blocks)].join('\n');
    return { ...made, words };
  }

  /** Registered as handed in on that day. */
  received(day: string): this {
    return this.on(day, '09:00').do('register', people.clerk, registrationInput('当面提交', day));
  }

  /** Drafted, reviewed where it releases, and signed. */
  signed(code: string, more: object = {}): this {
    this.do('draft-reply', people.clerk, { ...drafts[code], ...more });
    if (code === 'A' || code === 'B') this.do('review-disclosure', people.reviewer, passed);
    return this.do('sign-reply', people.head);
  }

  /** Handed to the postal enterprise. */
  posted(day: string): this {
    return this.do('post-reply', people.clerk, { carrier: '邮政企业', tracking: 'EMS123456', postedOn: day });
  }
}
