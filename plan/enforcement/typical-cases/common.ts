/** What typical cases stand on, where they are kept, and what no confirmed source fixes. */
import { design, planTask, workdays } from '@fadu/kernel';

export const task26 = planTask(26, '定期组织开展典型案例评选活动');
export const task27 = planTask(27, '落实“谁执法谁普法”，健全以案释法制度');

/** Published typical cases. Their own page lists them; what was taken down is nobody's to read. */
export const TYPICAL_CASES = 'typical-case';

/** Procedures whose cases may be chosen, with the act by which a case of theirs became public. */
export const SOURCES: Readonly<Record<string, string>> = { 'penalty-ordinary': 'publish' };

/** A case whose decision fell is taken down within three working days. */
export const WITHDRAWAL = workdays(3);
/** Experts who vote, at least; more than half of them must agree. */
export const LEAST_EXPERTS = 3;
export const vote = design(`不少于${LEAST_EXPERTS}名专家投票，过半数同意的入选`);
export const chosenFrom = design('从已经结案并且已经公示的案件中选择，未成年人的案件不选');

/** What every page of typical cases says of their effect. */
export const EFFECT =
  '典型案例用于说明法律怎样适用、供办案参考，不是法律依据，不能在处罚决定中引用；每个案件仍按自己的事实和法律规定处理。';

/** A typical case as everyone may read it. */
export interface TypicalCase {
  readonly status: '在用' | '取消';
  readonly title: string;
  readonly field: string;
  /** Code of the item it was decided under. */
  readonly item: string;
  readonly facts: string;
  readonly issue: string;
  readonly rule: string;
  readonly result: string;
  readonly significance: string;
  /** Organ that handled it, and the one that publishes. */
  readonly organ: string;
  readonly publisher: string;
  readonly publishedOn: string;
  /** Id of the case it was taken from; never shown. */
  readonly source: string;
  readonly reason?: string;
}
