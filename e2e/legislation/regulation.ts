/** A regulation through its whole life in a browser: from the project of the annual plan to the announcement. */
import { samples } from '@fadu/plan/rulemaking/legislation/sample.testing';
import { describe, expect, test } from 'vitest';
import { drawerOf, type FormValues } from '../case-acts.ts';
import { fillField } from '../desk-form.ts';
import { PROJECT } from './rule.ts';
import { articlesOf, type Scene, says } from './scene.ts';

export const REGULATION = '演示市河湖保护条例';

const ARTICLES = articlesOf([
  { number: '第一条', text: ['为了保护河湖，改善水环境，结合本市实际，制定本条例。'] },
  { number: '第二条', text: ['市生态环境部门负责河湖水质的监督管理。'] },
  { number: '第三条', text: ['河湖岸线向公众开放。'] },
  { number: '第四条', text: ['在河湖岸线倾倒垃圾的，责令清除，处五百元以下罚款。'] },
]);
/** The row of the table of powers for the fourth article. */
const POWER = { article: '第四条', content: '行政处罚', way: '新设', sanctions: ['罚款', '行政拘留'] };

/** From the project to the announcement; the project is 2026-02 of the plan, 2026-01 is a rule. */
export function regulationTests(scene: () => Scene): void {
  describe('R13.1 R14.1 R14.2 R14.3 R14.4 R14.5 R15.1 a regulation in the browser', () => {
    let id = '';
    const act = (who: string, title: string, values: FormValues = {}) =>
      scene().desk.act(who, id, title, values);
    const whyNot = (who: string, title: string) => scene().desk.whyNot(who, id, title);

    test('R13.1 R14.1 R15.1 begun from its own project of the plan, and not before the assessment lets it go on', async () => {
      const { house } = scene();
      house.at('2026-02-24');
      const page = await house.as('drafter');
      await page.goto(`${house.url}/desk/new/local-regulation-draft`);
      const form = page.locator('form.new-form');
      await form.waitFor();
      const project = {
        ...PROJECT,
        title: REGULATION,
        plan: '2026-01',
        field: '生态文明建设',
        hearingNeeded: true,
        companions: ['河湖岸线分类管理细则'],
      };
      for (const [path, value] of Object.entries(project)) await fillField(page, form, path, value);
      await form.locator('button[type=submit]').click();
      await says(page, '这个项目在年度计划里是政府规章项目');
      await fillField(page, form, 'plan', '2026-02');
      await form.locator('button[type=submit]').click();
      await page.waitForURL(/\/desk\/cases\/220200-/);
      id = page.url().split('/').at(-1) as string;
      await act('drafter', '记录立法前评估', { ...samples['pre-assess'], conclusion: '不宜推进' });
      expect(await whyNot('justiceclerk', '确认立项，组织起草')).toContain('还没有可以推进的立法前评估结论');
      await act('drafter', '记录立法前评估', { ...samples['pre-assess'], conclusion: '完善后推进' });
      await act('justiceclerk', '确认立项，组织起草');
    }, 240_000);

    test('R13.1 a penalty that no regulation may set is refused at its article; drafted without it, it is published', async () => {
      const { house, desk } = scene();
      const page = await desk.refused(
        'drafter',
        id,
        '形成征求意见稿',
        {
          articles: ARTICLES,
          explanation: samples.draft.explanation,
          basis: [{ instrument: '立法法', article: '81' }],
          powers: [POWER],
          research: samples.draft.research,
        },
        '第四条：地方性法规不得设定行政拘留',
      );
      await drawerOf(page).getByRole('checkbox', { name: '行政拘留' }).uncheck();
      await desk.again(page, '形成征求意见稿', {});
      house.at('2026-03-02');
      await act('drafter', '公开征求意见', {
        notice: '现就河湖保护条例公开征求意见，欢迎提出。',
        contact: samples['open-consultation'].contact,
      });
      const stranger = await house.stranger({ script: false });
      await stranger.goto(`${house.url}/consultations/${id}`);
      expect(await stranger.locator('main').innerText()).toContain('处五百元以下罚款');
    }, 240_000);

    test('R14.3 a hearing is announced thirty days ahead, departments answer, a deputy comments', async () => {
      const { house, desk } = scene();
      const hearing = {
        heldOn: '2026-03-20',
        time: '09:00',
        place: '演示市政务服务中心三楼',
        content: '河湖岸线开放和禁止倾倒的规定是否合适。',
        signUp: '电话报名，0432-00000000',
      };
      const page = await desk.refused('drafter', id, '公布听证会', hearing, '听证会要在举行的30日前公布');
      await desk.again(page, '公布听证会', { heldOn: '2026-04-02' });
      expect(await whyNot('drafter', '结束征求意见')).toContain('期限未满');
      await act('drafter', '征求部门意见', { organs: ['演示市生态环境局'] });
      await act('ecologyclerk', '反馈部门意见', {
        position: '不同意',
        text: '水质监督和岸线管理应当由一个部门负责。',
      });
      house.at('2026-03-05');
      const stranger = await house.stranger({ script: false, width: 390, height: 844 });
      await stranger.goto(`${house.url}/consultations/${id}?article=${encodeURIComponent('第四条')}`);
      await stranger.locator('textarea[name=text]').fill('罚款太低，建议提高到二千元。');
      await stranger.locator('select[name=submitterType]').selectOption('人大代表');
      await stranger.locator('input[name=submitterName]').fill('代表甲');
      await stranger.locator('input[name=contact]').fill('0432-11111111');
      await stranger.locator('form[action*=comment] button[type=submit]').last().click();
      expect(await stranger.locator('main').innerText()).toContain('意见已经收到');
    }, 240_000);

    test('R14.3 R14.4 the hearing is held, the deputy answered in writing, the adoption published, and only then it goes on', async () => {
      const { house, desk } = scene();
      house.at('2026-04-02');
      await act('drafter', '举行听证会并制作笔录', {
        attended: 24,
        speakers: [{ who: '沿河居民', view: '赞成岸线开放，希望增设垃圾收集点。' }],
        record: '二十四人参加，十人发言，多数赞成岸线开放。',
      });
      await act('drafter', '结束征求意见', { summary: '共收到意见一条，采纳情况另行公布。' });
      const page = await desk.refused(
        'drafter',
        id,
        '答复意见',
        { comment: '罚款太低', disposition: '不采纳' },
        '没有完全采纳的意见必须写明理由',
      );
      await desk.again(page, '答复意见', { reason: '五百元以下罚款与过错相当，屡次倾倒的另有规定。' });
      await act('drafter', '公布意见采纳情况', { overview: '全部意见已经逐条答复，采纳情况见各条。' });
      expect(await whyNot('drafter', '完成征求意见，准备送审')).toMatch(
        /人大代表、政协委员的意见没有书面答复.*听取企业和行业协会商会意见.*听取基层和代表委员意见/,
      );
      await act('drafter', '书面答复代表委员', {
        comment: '罚款太低',
        reply: '您的意见已经研究，五百元以下罚款与过错相当，没有采纳。',
      });
      for (const { kinds, who, method, opinions } of [samples['hear-enterprises'], samples['hear-others']])
        await act('drafter', '听取有关方面意见', {
          kinds: [...kinds],
          who: [...who],
          method,
          opinions: opinions.map((o) => ({ ...o })),
        });
      await act('drafter', '完成征求意见，准备送审');
      const stranger = await house.stranger({ script: false });
      await stranger.goto(`${house.url}/consultations/${id}`);
      const main = await stranger.locator('main').innerText();
      expect(main).toContain('五百元以下罚款与过错相当，屡次倾倒的另有规定');
      expect(main).not.toContain('代表甲');
    }, 300_000);

    test('R14.3 R15.1 R11.1 submitted with what was asked: assessments, review of competition, signature, hearing, dissent, companions', async () => {
      const { desk } = scene();
      expect(await whyNot('head', '报送审查')).toMatch(/签署.*公平竞争审查.*风险评估/);
      await act('market', '公平竞争审查', samples['fair-competition']);
      await act('drafter', '记录风险评估、第三方评估', samples.assess);
      await act('head', '签署送审稿');
      // What must come with it is in the form already; how far it is must be said.
      const page = await desk.refused(
        'head',
        id,
        '报送审查',
        {
          opinions: samples['submit-examination'].opinions,
          materials: samples['submit-examination'].materials,
          companions: [{ state: '已形成草案' }],
        },
        '部门之间还有不同意见，送审时要说明情况和理由',
      );
      expect(await drawerOf(page).innerText()).toContain('送审时要说明对听证意见的处理情况和理由');
      await desk.again(page, '报送审查', {
        dissent: '生态环境部门主张由一个部门负责，尚未一致。',
        hearingHandled: '增设垃圾收集点的意见写入配套细则。',
      });
    }, 240_000);

    test('R14.5 what the departments do not agree on goes up, and nothing is examined to the end before it is decided', async () => {
      const { desk } = scene();
      expect(await whyNot('justicehead', '上报有关负责同志协调')).toContain('先协调再上报');
      const dispute = {
        issue: '水质监督和岸线管理由哪个部门负责。',
        positions: '生态环境部门主张合一，城管部门主张分开。',
        own: '建议分工负责，建立联合巡查。',
      };
      const page = await desk.refused(
        'reviewer',
        id,
        '协调分歧',
        { ...dispute, result: '达成一致' },
        '达成一致的，写明一致的内容',
      );
      await desk.again(page, '协调分歧', { result: '未达成一致' });
      await act('reviewer', '法制机构审查', samples.examine);
      expect(await whyNot('justicehead', '提请政府会议审议')).toContain('部门之间的分歧还没有解决');
      await act('justicehead', '上报有关负责同志协调', dispute);
      expect(await whyNot('reviewer', '修改草案')).toContain('争议已经上报');
      await act('mayor', '负责同志协调或者决定', {
        how: '主要负责同志协调',
        decision: '两部门分工负责，联合巡查写入配套细则。',
      });
      await act('justicehead', '提请政府会议审议');
    }, 240_000);

    test('R14.2 the government deliberates in a meeting and the mayor signs the bill', async () => {
      const { house, desk } = scene();
      house.at('2026-06-10');
      expect(await whyNot('mayor', '市长签署议案')).not.toBe('');
      const page = await desk.refused(
        'clerk',
        id,
        '政府会议讨论通过议案',
        { ...samples.deliberate, method: '传阅会签' },
        '集体审议必须开会决定',
      );
      await desk.again(page, '政府会议讨论通过议案', { method: '会议审议' });
      house.at('2026-06-15');
      await act('mayor', '市长签署议案', { ...samples['sign-bill'] });
    }, 240_000);

    test('R14.2 read, adopted, reported and approved at the congress; no law before the province approved it', async () => {
      const { house, desk } = scene();
      house.at('2026-07-20');
      expect(await whyNot('justiceclerk', '记录表决结果')).toContain('还没有审议记录');
      const reading = await desk.refused(
        'justiceclerk',
        id,
        '记录审议',
        { reading: '第一次审议', heldOn: '2026-07-20', papersOn: '2026-07-18', opinions: '总体赞成。' },
        '会议举行的七日前要发草案，最迟2026年7月13日',
      );
      await desk.again(reading, '记录审议', { papersOn: '2026-07-10' });
      const vote = await desk.refused(
        'justiceclerk',
        id,
        '记录表决结果',
        { body: '常务委员会', heldOn: '2026-07-20', members: 40, inFavour: 20, result: '通过' },
        '以全体组成人员的过半数通过',
      );
      await desk.again(vote, '记录表决结果', { inFavour: 36 });
      expect(await whyNot('justiceclerk', '公告')).toMatch(/已通过，待批准.*没有经省人大常委会批准/);
      await act('justiceclerk', '记录报请批准', { reportedOn: '2026-07-20', number: '报请批准的报告' });
      house.at('2026-09-28');
      await act('justiceclerk', '记录省人大常委会批准', { approvedOn: '2026-09-28', number: '批准决定' });
    }, 240_000);

    test('R14.2 announced and published in every medium; the register and the plan say so', async () => {
      const { house, desk } = scene();
      await act('justiceclerk', '公告', {
        number: '公告第3号',
        announcedOn: '2026-09-28',
        effectiveOn: '2026-11-01',
      });
      const page = await desk.refused(
        'justiceclerk',
        id,
        '记录刊载',
        { channels: ['常委会公报', '中国人大网', '本地人大网站'], publishedOn: '2026-09-28' },
        '本件就此结束',
      );
      // It ends the case, so the desk asks once more; what is asked must stand long enough to be read.
      await page.waitForTimeout(800);
      await drawerOf(page).locator('button[type=submit]').click();
      await says(page, '还要在本地报纸刊载');
      await fillField(page, drawerOf(page), 'channels', ['本地报纸']);
      await drawerOf(page).locator('button[type=submit]').click();
      await drawerOf(page).getByText('本件就此结束').waitFor();
      await page.waitForTimeout(800);
      await desk.again(page, '记录刊载', {});
      const { rows } = await house.pool.query(
        `select body ->> 'level' as level from fadu.entry where register = 'rules' and code = '公告第3号'`,
      );
      expect(rows).toEqual([{ level: '设区的市地方性法规' }]);
      const stranger = await house.stranger({ script: false });
      await stranger.goto(`${house.url}/consultations/${id}`);
      expect(await stranger.locator('main').innerText()).toContain('公告第3号');
      await stranger.goto(`${house.url}/legislation?year=2026`);
      const row = stranger.locator('main ul.rows > li', { hasText: REGULATION });
      expect(await row.innerText()).toMatch(/已完成[\s\S]*公告第3号/);
    }, 240_000);
  });
}
