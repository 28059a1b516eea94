/** R39.3: words and units by which a quota over fines is recognised, and harmless measures that pass. */
import { describe, expect, test } from 'vitest';
import { TASKS } from '../../leadership/plan-tracking/facts.ts';
import { openTask } from '../../leadership/plan-tracking/forms.ts';
import { measured } from '../../leadership/plan-tracking/measures.ts';
import { taskTracking } from '../../leadership/plan-tracking/tracking.ts';
import { FINE_TARGET, fineTargetIn, fineTargetInInput } from './fine-guard.ts';

const QUOTAS = [
  '每月办案10件',
  '每名执法人员每月办理处罚案件10件',
  '全年罚没收入达到500万元',
  '罚没收入不得低于上年水平',
  '罚款总额同比增长百分之十',
  '罚没指标分解到各中队',
  '将罚款数额纳入年度考核',
  '按罚没数额排名',
  '罚没收入按比例返还执法单位',
  '罚没收入预计200万元',
  '执法经费与罚没收入挂钩',
  '完成立案查处案件120起',
  '全年立案数量不少于80件',
  '每人每月开单不少于30张',
  '处罚案件数比上年增加20件',
  '力争查办案件五十件以上',
  '违停抄告单每月不少于三百张',
  '各大队每月检查不少于20家次',
  '人均检查企业15户',
  '没收所得增长20%',
  '罚 款 任 务 ３０ 万 元',
  '超额完成罚款的给予奖励',
  '罚没收入基数为100万元',
  '执法创收300万元',
] as const;

const HARMLESS = [
  '行政处罚信息7个工作日内公示率达到100%',
  '罚款全部上缴国库，入库率100%',
  '罚缴分离率达到100%',
  '严禁下达罚没指标',
  '不得以罚没数额作为考核依据',
  '杜绝将罚款与考核挂钩',
  '全面清理罚款事项',
  '处罚案卷评查合格率达到95%以上',
  '评查案卷不少于50件',
  '发布典型案例10件',
  '法制审核覆盖率100%',
  '处罚决定书按时送达率达到98%',
  '行政处罚案件败诉率低于5%',
  '不予处罚、从轻处罚案件全部说明理由',
  '重复检查减少30%',
  '开展专项检查3次',
  '修订裁量权基准',
  '执法人员培训不少于60学时',
  '三级执法监督，禁止罚没指标',
  '行政执法监督中，严禁下达罚没任务',
] as const;

describe('R39.3 quotas over fines', () => {
  test.each(QUOTAS)('R39.3 is recognised: %s', (text) => {
    expect(fineTargetIn(text)).toMatch(/指标|数量/);
  });
  test.each(HARMLESS)('R39.3 passes: %s', (text) => {
    expect(fineTargetIn(text)).toBeNull();
  });
  test('R39.3 INV-S1 name, figure and unit of one row belong together', () => {
    expect(
      fineTargetInInput({ items: [{ name: '罚没收入', target: 500, unit: '万元' }] }, ['items']),
    ).not.toBeNull();
    expect(fineTargetInInput({ items: [{ name: '培训', target: 60, unit: '学时' }] }, ['items'])).toBeNull();
  });
  test('R39.3 every form of a plan task that defines a target carries the rule, and its refusal is recorded', () => {
    const guarded = Object.entries(taskTracking.acts).filter(([, d]) =>
      d.rules?.some((r) => r.code === FINE_TARGET && r.recorded),
    );
    const defining = Object.entries(taskTracking.acts).filter(([, d]) =>
      ['milestones', 'targets'].some((f) => f in (d.form?.shape ?? {})),
    );
    expect(defining.map(([n]) => n).sort()).toEqual(guarded.map(([n]) => n).sort());
    expect('targets' in openTask.shape).toBe(true);
  });
  test('R39.3 no task of the plan itself is taken for a quota', () => {
    const own = TASKS.flatMap((t) => [t.title, ...t.dated.map((d) => d.what)]);
    expect(own.length).toBeGreaterThan(53);
    expect(own.filter((text) => fineTargetIn(text) !== null)).toEqual([]);
  });
  test('R39.3 INV-S2 an indicator over fines is not computed, even where code defines one', async () => {
    const compute = async () => ({ numerator: 1, denominator: 1, refs: [], total: 1 });
    const task = { code: 'm', task: 39, target: 100, compute, cites: [] };
    const define = (title: string) => measured({ ...task, title } as never);
    await expect(define('罚没收入增长率')).rejects.toThrow(/指标/);
    await expect(define('行政处罚信息公示率')).resolves.toMatchObject({ numerator: 1 });
  });
});
