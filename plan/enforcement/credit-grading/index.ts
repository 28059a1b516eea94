/** Credit grading, credit records with objection and repair, and measures from the closed list. */
import { merge, type Procedure } from '@fadu/kernel';
import { creditRepairMeasures } from '../../statutes/index.ts';
import { cites, task7 } from './common.ts';
import { recording } from './record.ts';
import { recordLaws } from './record-laws.ts';
import { repairing } from './repair.ts';

export {
  CLASSES,
  CREDIT_GRADES,
  CREDIT_MEASURE_USES,
  CREDIT_RECORDS,
  type CreditClass,
  SHOWN_MONTHS,
} from './common.ts';
export { creditGrading } from './grading.ts';
export * from './model.ts';
export { creditRegisters, MODEL_CODE } from './registers.ts';

const parts = merge(recording, repairing);

/** One record of broken faith (信用记录、异议和修复), task 7 of the plan; pack of integrity, section 5. */
export const creditRecord: Procedure = {
  code: 'credit-record',
  title: '失信信息记录、异议和信用修复',
  system: 'credit-grading',
  version: '2026-04-01',
  from: '2021-01-01',
  cites: [creditRepairMeasures.art('1'), ...cites.catalogue],
  about:
    '从报送、核对目录、公示到期满：目录之外不得记，清单之外没有措施；主体可以提异议、申请修复，准予修复的公示、共享和措施同时终止，最长公示期届满自动终止。',
  transition: {
    says: '以前记入的记录，公示期和修复按现在的规定办理。',
    cites: [task7],
  },
  relations: { lead: '信用牵头部门', determiner: '认定机关', subject: '失信主体', implementer: '实施机关' },
  roles: { 'case-clerk': '认定、实施机关经办人', head: '认定机关负责人', 'credit-clerk': '信用管理人员' },
  phases: {
    checking: { title: '核对目录' },
    shown: { title: '公示和共享中' },
    repaired: { title: '已修复' },
    expired: { title: '公示期满', end: 'done' },
    removed: { title: '已删除', end: 'stopped' },
    returned: { title: '退回', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...recordLaws],
  titleFrom: 'submit.title',
  owner: 'lead',
};
