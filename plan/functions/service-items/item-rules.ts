/** Named checks on a service item beyond form, code and basis: promises, disguised licences, commitments, materials. */
import type { EntryRule } from '@fadu/kernel';
import {
  commitmentOpinion,
  jilinBusinessEnvironmentRegulations as jl,
  licensingLaw as law,
  businessEnvironmentRegulations as obe,
  onlineServicesRegulations as ogs,
} from '../../statutes/index.ts';
import { cancelledLicence, organRule, promiseRule } from '../power-registers/rules.ts';
import { task5, task6 } from './common.ts';
import { catchAlls, DISGUISE_CITES, disguiseSigns } from './disguise.ts';
import type { Material, ServiceItem } from './item-forms.ts';

const item = (body: Readonly<Record<string, unknown>>) => body as unknown as ServiceItem;

/** R5.3: all signs at once, so that the keeper mends them in one go. */
export const disguiseRule: EntryRule = {
  code: 'DISGUISED-LICENCE',
  field: 'conditions',
  cites: DISGUISE_CITES,
  say: '不是许可的事项不得变相实施许可',
  check: ({ body }) => {
    const signs = disguiseSigns(body);
    return (
      signs.length === 0 ||
      `这一事项登记为“${String(body.kind)}”，但是${signs.map((s) => s.say).join('；')}。请删去这些要求，或者有法定依据的改按行政许可登记`
    );
  },
};

/** PL-1: only these may create a licence; a provincial rule for one year is entered in the power list. */
const LICENCE_MAKERS: readonly string[] = ['law', 'administrative-regulation', 'local-regulation'];

/** Rules of the register of service items. */
export const itemRules: readonly EntryRule[] = [
  organRule,
  promiseRule,
  disguiseRule,
  cancelledLicence,
  {
    code: 'PL-1',
    field: 'basis',
    cites: [law.art('14'), law.art('15'), law.art('16'), law.art('17')],
    say: '许可只能由法律、行政法规、国务院决定、地方性法规设定',
    check: ({ body }, facts) => {
      if (body.kind !== '行政许可') return true;
      const bases = (body.basis as readonly { instrument: string }[]).map((ref) => facts.instrument(ref));
      return bases.some(
        (f) =>
          f !== null &&
          (LICENCE_MAKERS.includes(f.kind) || (f.maker === '国务院' && f.title.includes('决定'))),
      );
    },
  },
  {
    code: 'CATCH-ALL',
    field: 'materials',
    cites: [jl.art('31'), jl.art('37')],
    say: '不得有兜底条款',
    check: ({ body }) => {
      const found = catchAlls(body);
      return found.length === 0 || `${found.map((f) => `“${f}”`).join('、')}是兜底条款，请逐项写明需要什么`;
    },
  },
  {
    code: 'LIMIT-BASIS',
    field: 'limitBasis',
    cites: [law.art('42')],
    say: '许可的法定时限长于二十个工作日（联合办理四十五个工作日）的，要写明法律、法规的专门规定',
    check: ({ body }) => {
      const i = item(body);
      return (
        i.kind !== '行政许可' ||
        i.statutoryDays <= (i.joint ? 45 : 20) ||
        String(i.limitBasis ?? '').length >= 4
      );
    },
  },
  {
    code: 'IC-1',
    field: 'commitment',
    cites: [commitmentOpinion.art('1'), jl.art('40')],
    say: '涉及国家安全、公共安全、生态环境、人身健康和生命财产安全等领域的，不适用告知承诺',
    check: ({ body }) => {
      const i = item(body);
      if (i.commitment !== '可以告知承诺')
        return i.reform !== '实行告知承诺' || '改革方式是告知承诺的，告知承诺应为“可以告知承诺”';
      if (i.fields?.length) return `这一事项涉及${i.fields.join('、')}，不适用告知承诺`;
      if (i.safety) return '直接关系公共安全、人身健康、生命财产安全的事项，不适用告知承诺';
      if (i.promisedDays === 0) return '当场可以决定的事项不需要告知承诺';
      return true;
    },
  },
  {
    code: 'CHECK-HOW',
    field: 'checkHow',
    cites: [commitmentOpinion.art('3'), task6],
    say: '可以告知承诺的事项要写明核查办法；免予核查的写明依靠日常监管',
    check: ({ body }) =>
      item(body).commitment !== '可以告知承诺' || String(item(body).checkHow ?? '').length >= 4,
  },
  {
    code: 'REFORM',
    field: 'reform',
    cites: [obe.art('19'), task6],
    say: '改革方式与事项类型不符',
    check: ({ body }) => {
      const i = item(body);
      if (i.reform === '直接取消审批') return '直接取消审批的不再是办理事项，不得列入';
      if (i.reform === '审批改为备案' && i.kind === '行政许可')
        return '审批已经改为备案，不得再按行政许可办理';
      if (i.object === '自然人' && i.reform !== '不涉及企业经营')
        return '服务对象是自然人的事项不涉及企业经营';
      return true;
    },
  },
  {
    code: 'SHARED-ORIGINAL',
    field: 'materials',
    cites: [ogs.art('7'), jl.art('35')],
    say: '可以共享取得的材料不得要求提交原件',
    check: ({ body }) => {
      const wrong = (item(body).materials as readonly Material[]).find(
        (m) => (m.source === '数据共享' || m.source === '电子证照') && m.form !== '电子件',
      );
      return !wrong || `“${wrong.name}”由${wrong.source}取得，形式应为电子件，不得要求提交${wrong.form}`;
    },
  },
  {
    code: 'SAME-MATERIAL',
    field: 'materials',
    cites: [task5],
    say: '材料名称不得重复',
    check: ({ body }) => {
      const names = (item(body).materials as readonly Material[]).map((m) => m.name);
      const twice = names.find((n, i) => names.indexOf(n) !== i);
      return !twice || `“${twice}”列了两次`;
    },
  },
  {
    code: 'WHEN',
    field: 'materials',
    cites: [jl.art('37')],
    say: '特定情形才需要的材料，要写明是什么情形',
    check: ({ body }) => {
      const vague = (item(body).materials as readonly Material[]).find(
        (m) => m.need === '特定情形' && String(m.when ?? '').length < 2,
      );
      return !vague || `“${vague.name}”是特定情形才需要的，请写明是什么情形`;
    },
  },
  {
    code: 'OFFLINE',
    field: 'channels',
    cites: [obe.art('37'), task5],
    say: '线上可以办的，线下也要能办',
    check: ({ body }) => {
      const channels = item(body).channels as readonly string[];
      return channels.includes('窗口') || channels.includes('乡镇（街道）');
    },
  },
];
