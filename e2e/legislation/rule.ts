/** A rule through its whole life in a browser, from the project of the annual plan to the filing. */
import { samples } from '@fadu/plan/rulemaking/legislation/sample.testing';
import { describe, expect, test } from 'vitest';
import { drawerOf, type FormValues } from '../case-acts.ts';
import { doAct, fillField, isDone, type Value } from '../desk-form.ts';
import type { Scene } from './scene.ts';

const TITLE = samples.propose.title;

/** What a project says of itself when it is begun; the regulation changes some of it. */
export const PROJECT: Readonly<Record<string, Value>> = {
  title: TITLE,
  purpose: '制定',
  plan: '2026-01',
  field: '城乡建设与管理',
  reserved: false,
  necessity: samples.propose.necessity,
  problem: samples.propose.problem,
  institutions: samples.propose.institutions,
  maker: '演示市人民政府',
  office: '演示市人民政府办公室',
  examiner: '演示市司法局',
  regulator: '演示市市场监督管理局',
  businessRelated: true,
  majorInterest: true,
  hearingNeeded: false,
  thirdParty: false,
  expedient: false,
};

/** From the project to the filing; the project is 2026-01 of the plan. */
export function ruleTests(scene: () => Scene): void {
  let id = '';
  const open = (who: string) => scene().desk.open(who, id);
  const act = (who: string, title: string, values: FormValues = {}) =>
    scene().desk.act(who, id, title, values);
  const whyNot = (who: string, title: string) => scene().desk.whyNot(who, id, title);

  describe('R13.1 R14.2 R14.3 R14.4 R14.5 R15.1 a rule in the browser', () => {
    test('R13.1 a project outside the four fields is refused with the limit named; the same within them is taken up', async () => {
      scene().house.at('2026-02-24');
      const page = await scene().house.as('drafter');
      await page.goto(`${scene().house.url}/desk/new/government-rule`);
      const form = page.locator('form.new-form');
      await form.waitFor();
      for (const [path, value] of Object.entries(PROJECT))
        await fillField(page, form, path, path === 'field' ? '其他领域' : value);
      await form.locator('button[type=submit]').click();
      await page
        .getByText('城乡建设与管理、生态文明建设、历史文化保护、基层治理四个方面')
        .first()
        .waitFor()
        .catch(async () => {
          throw new Error(`the limit is not told; the form says: ${await form.innerText()}`);
        });
      await fillField(page, form, 'field', '城乡建设与管理');
      await form.locator('button[type=submit]').click();
      await page.waitForURL(/\/desk\/cases\/220200-/);
      id = page.url().split('/').at(-1) as string;
      expect(await whyNot('justiceclerk', '确认立项，组织起草')).toContain('立法前评估');
      await act('drafter', '记录立法前评估', samples['pre-assess']);
      await act('justiceclerk', '确认立项，组织起草');
    }, 240_000);

    test('R13.1 a draft that sets a licence is refused at the clause; without it, it is put to the public', async () => {
      const page = await open('drafter');
      const articles = samples.draft.articles
        .slice(0, 3)
        .map((a) => ({ number: a.number, text: [...a.text] }));
      const words = {
        explanation: samples.draft.explanation,
        basis: [{ instrument: '立法法', article: '93' }],
        research: samples.draft.research,
      };
      await doAct(page, '形成征求意见稿', {
        ...words,
        articles: [...articles, { number: '第四条', text: ['在公园内摆摊须经城市管理部门批准。'] }],
      });
      await page
        .getByText(/第四条“须经城市管理部门批准”涉及行政许可/)
        .first()
        .waitFor();
      await fillField(page, drawerOf(page), 'articles', articles);
      await drawerOf(page).locator('button[type=submit]').click();
      await isDone(page, '形成征求意见稿');
      scene().house.at('2026-03-02');
      await act('drafter', '公开征求意见', samples['open-consultation']);
    }, 240_000);

    test('R14.5 a resident comments on an article without script; answered, it stands beside the article', async () => {
      scene().house.at('2026-03-05');
      const stranger = await scene().house.stranger({ script: false, width: 390, height: 844 });
      await stranger.goto(`${scene().house.url}/consultations/${id}?article=${encodeURIComponent('第三条')}`);
      await stranger.locator('textarea[name=text]').fill('夏季开放时间请延长到晚上十点。');
      await stranger.locator('select[name=submitterType]').selectOption('个人');
      await stranger.locator('form[action*=comment] button[type=submit]').last().click();
      expect(await stranger.locator('main').innerText()).toContain('意见已经收到');
      await act('drafter', '征求部门意见', { organs: ['演示市生态环境局'] });
      await act('ecologyclerk', '反馈部门意见', samples['department-opinion']);
      expect(await whyNot('drafter', '完成征求意见，准备送审')).toMatch(
        /还有意见没有答复.*听取企业和行业协会商会意见/,
      );
      for (const heard of [samples['hear-enterprises'], samples['hear-others']])
        await act('drafter', '听取有关方面意见', {
          kinds: [...heard.kinds],
          who: [...heard.who],
          method: heard.method,
          opinions: heard.opinions.map((o) => ({ ...o })),
        });
      const page = await open('drafter');
      await page.locator('ul.acts button.act', { hasText: '答复意见' }).click();
      await drawerOf(page).locator('label', { hasText: '夏季开放时间' }).locator('input').check();
      await fillField(page, drawerOf(page), 'disposition', '采纳');
      await drawerOf(page).locator('button[type=submit]').click();
      await isDone(page, '答复意见');
      const wide = await scene().house.stranger({ script: false, width: 1440, height: 900 });
      await wide.goto(`${scene().house.url}/consultations/${id}`);
      const [text, beside] = await Promise.all([
        wide.locator('#article-3 > div').first().boundingBox(),
        wide.locator('#article-3 .beside').boundingBox(),
      ]);
      expect(beside?.x ?? 0).toBeGreaterThanOrEqual((text?.x ?? 0) + (text?.width ?? 0));
      await stranger.goto(`${scene().house.url}/consultations/${id}`);
      const [above, under] = await Promise.all([
        stranger.locator('#article-3 > div').first().boundingBox(),
        stranger.locator('#article-3 .beside').boundingBox(),
      ]);
      expect(under?.y ?? 0).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
    }, 300_000);

    test('R14.3 R14.4 R15.1 the period ends, the summary is published, assessed, signed and submitted', async () => {
      expect(await whyNot('drafter', '结束征求意见')).toContain('期限未满');
      scene().house.at('2026-04-02');
      await act('drafter', '结束征求意见', samples['close-consultation']);
      await act('drafter', '公布意见采纳情况', { overview: '全部意见已经逐条答复，采纳情况见各条。' });
      await act('drafter', '完成征求意见，准备送审');
      await act('market', '公平竞争审查', samples['fair-competition']);
      expect(await whyNot('head', '报送审查')).toMatch(/签署.*风险评估/);
      await act('drafter', '记录风险评估、第三方评估', samples.assess);
      await act('head', '签署送审稿');
      const { companions, ...submission } = samples['submit-examination'];
      expect(companions).toHaveLength(1);
      await act('head', '报送审查', submission);
    }, 240_000);

    test('R14.2 examined, decided by the meeting, signed, promulgated and filed', async () => {
      expect(await whyNot('justicehead', '提请政府会议审议')).toContain('没有审查合法的结论');
      scene().house.at('2026-05-06');
      await act('reviewer', '法制机构审查', samples.examine);
      await act('justicehead', '提请政府会议审议');
      scene().house.at('2026-06-10');
      await act('clerk', '政府会议审议', samples.deliberate);
      scene().house.at('2026-06-15');
      const page = await open('mayor');
      await doAct(page, '市长签署命令', { promulgatedOn: '2026-06-15', effectiveOn: '2026-07-04' });
      await page
        .getByText(/最早2026年7月16日/)
        .first()
        .waitFor();
      await fillField(page, drawerOf(page), 'effectiveOn', '2026-08-01');
      await drawerOf(page).locator('button[type=submit]').click();
      await isDone(page, '市长签署命令');
      await act('clerk', '编政府令序号');
      await act('clerk', '公布');
      const { rows } = await scene().house.pool.query(`select code from fadu.entry where register = 'rules'`);
      const number = rows[0].code as string;
      expect(number).toBe('演市政令〔2026〕1号');
      scene().house.at('2026-06-18');
      await act('clerk', '刊载', samples['publish-gazette']);
      expect(await whyNot('clerk', '归档，转入实施管理')).toContain('备案');
      const filer = await scene().house.as('filer');
      await filer.goto(`${scene().house.url}/desk/new/rule-filing`);
      const form = filer.locator('form.new-form');
      await form.waitFor();
      for (const [path, value] of Object.entries({
        maker: '演示市人民政府',
        number,
        title: TITLE,
        kind: '地方政府规章',
        promulgatedOn: '2026-06-15',
      }))
        await fillField(filer, form, path, value);
      await form.locator('button[type=submit]').click();
      await filer.waitForURL(/\/desk\/cases\/220200-/);
      const filing = filer.url().split('/').at(-1) as string;
      await act('justiceclerk', '记录报送备案', { filingCase: filing, filedOn: '2026-06-18' });
      await act('clerk', '归档，转入实施管理');
      const stranger = await scene().house.stranger();
      await stranger.goto(`${scene().house.url}/consultations/${id}`);
      expect(await stranger.locator('main').innerText()).toContain(number);
      await stranger.goto(`${scene().house.url}/legislation`);
      expect(await stranger.locator('main').innerText()).toContain('已完成');
    }, 300_000);
  });
}
