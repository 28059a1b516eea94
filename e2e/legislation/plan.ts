/** The annual plan in a browser: collected, argued, heard at the congress, approved and published (R14.1). */
import { samples } from '@fadu/plan/rulemaking/legislation/sample.testing';
import { describe, expect, test } from 'vitest';
import { REGULATION } from './regulation.ts';
import type { Scene } from './scene.ts';

const RULE = samples.propose.title;
const { instrument, units, ...matters } = samples.application;
const APPLICATION = { ...matters, units: ['演示市城市管理局'] };

/** Take both projects into the plan of the year. They are published as 2026-01 and 2026-02. */
export function planTests(scene: () => Scene): void {
  describe('R13.1 R14.1 the annual plan in the browser', () => {
    let plan = '';

    test('R13.1 R14.1 departments apply; a project outside the four fields is refused, the collection keeps its days', async () => {
      const { house, desk } = scene();
      house.at('2026-01-05');
      const { maker, office, proposers, ...opening } = samples['open-plan'];
      expect(proposers).toContain('t-city');
      plan = await desk.fresh('planner', 'annual-legislative-plan', {
        ...opening,
        maker: '演示市人民政府',
        office: '演示市人民政府办公室',
        proposers: ['演示市城市管理局', '演示市生态环境局'],
      });
      expect(instrument).toBe('政府规章');
      await desk.act('head', plan, '申请立项', { ...APPLICATION, instrument });
      const page = await desk.refused(
        'head',
        plan,
        '申请立项',
        { ...APPLICATION, title: REGULATION, instrument: '地方性法规', field: '其他领域' },
        '城乡建设与管理、生态文明建设、历史文化保护、基层治理四个方面',
      );
      await desk.again(page, '申请立项', { field: '生态文明建设' });
      expect(await desk.whyNot('planner', plan, '征集截止，开始论证')).toContain('征集期限未满');
    }, 240_000);

    test('R14.1 every application is argued, and a regulation is linked with the plan of the congress', async () => {
      const { house, desk } = scene();
      house.at('2026-02-05');
      await desk.act('planner', plan, '征集截止，开始论证');
      expect(await desk.whyNot('planner', plan, '报请批准')).toMatch(
        /还有申请或者建议没有论证.*还没有人大有关委员会的意见/,
      );
      for (const project of [RULE, REGULATION])
        await desk.act('planner', plan, '论证', {
          project,
          conclusion: '列入计划',
          reason: '必要、可行、条件成熟。',
        });
      const { linked, ...opinion } = samples['congress-opinion'];
      expect(linked).toEqual([]);
      const page = await desk.refused(
        'planner',
        plan,
        '记录人大有关委员会的意见',
        opinion,
        `这些地方性法规项目还没有写明人大立法计划中的项目：${REGULATION}`,
      );
      await desk.again(page, '记录人大有关委员会的意见', {
        linked: [{ project: REGULATION, congress: '市人大常委会2026年立法计划审议项目' }],
      });
      await desk.act('planner', plan, '报请批准');
    }, 240_000);

    test('R14.1 nothing is published before the government approved it; then everyone reads it', async () => {
      const { house, desk } = scene();
      house.at('2026-02-10');
      expect(await desk.whyNot('planner', plan, '公布年度计划')).toContain('没有经政府批准，不能公布');
      await desk.act('clerk', plan, '政府批准', samples['approve-plan']);
      await desk.act('planner', plan, '公布年度计划');
      const stranger = await house.stranger({ script: false });
      await stranger.goto(`${house.url}/legislation?year=2026`);
      const rows = await stranger.locator('main ul.rows > li').allInnerTexts();
      expect(rows).toHaveLength(2);
      expect(rows.find((r) => r.includes(RULE))).toMatch(/2026-01\s+政府规章\s+演示市城市管理局/);
      expect(rows.find((r) => r.includes(REGULATION))).toMatch(
        /2026-02\s+地方性法规[\s\S]*人大立法计划：市人大常委会2026年立法计划审议项目/,
      );
    }, 240_000);
  });
}
