/** An on-the-spot fine, and juveniles whom the rules protect, in a browser. */
import { beforeAll, describe, expect, test } from 'vitest';
import { drawerOf } from '../case-acts.ts';
import type { House } from '../house.ts';
import { picture } from '../page-checks.ts';
import { circumstances, fine, OFFICERS, papersOf, type Scene, SMALL_ITEM, weight } from './scene.ts';

/** A person found on the spot or in a check, as both procedures ask for one. */
const person = (name: string, bornOn: string) => ({
  sector: '市场监管',
  field: '市场监管',
  partyName: name,
  partyKind: '公民',
  partyId: `22020219${bornOn.slice(2).replaceAll('-', '')}0011`,
  partyAddress: '演示市河南街2号',
  bornOn,
  conduct: '在市场门口当场实施演示行为',
  place: '演示市河南街市场门口',
  graveHarm: false,
});
const spot = (on: string) => ({
  actOn: on,
  actEndedOn: on,
  discoveredOn: on,
  item: SMALL_ITEM,
  officers: OFFICERS,
  shown: true,
  clear: true,
  evidence: '现场照片和当事人陈述',
  waterOrRemote: '否',
});

export const CHILD = '赵少甲';
export const YOUTH = '钱少乙';

/** A fine on the spot, from the facts to filing back. */
export const onSpotTests = (here: () => Scene) =>
  describe('a fine on the spot', () => {
    let house: House;
    let desk: Scene['desk'];
    beforeAll(() => {
      ({ house, desk } = here());
    });

    test('R24.6 from the facts to filing back: over the sum, unheard, in cash and unreported are refused', async () => {
      house.at('2026-10-12T02:00:00.000Z');
      const id = await desk.fresh('one', 'penalty-simple', {
        title: '王某实施演示行为案',
        ...person('王演示', '1980-05-01'),
        ...spot('2026-10-12'),
      });
      expect(await desk.whyNot('one', id, '当场作出处罚决定')).toContain('没有告知事实、理由、依据和权利');
      const telling = {
        items: fine(300),
        discretion: '情节轻微，按较轻的数额',
        ...circumstances(),
        rights: true,
      };
      const page = await desk.refused(
        'one',
        id,
        '告知拟处罚内容和权利',
        telling,
        '当场处罚的罚款不得超过200元，300元应当适用普通程序',
      );
      await desk.again(page, '告知拟处罚内容和权利', { 'items.0.amount': 150 });
      expect(await desk.whyNot('one', id, '当场作出处罚决定')).toContain('没有听取陈述、申辩');
      await desk.act('one', id, '听取陈述、申辩', { said: '没有意见' });
      // Kinds, sums, basis and where to complain stand in the form already.
      const decided = await desk.act('one', id, '当场作出处罚决定', {
        bank: '演示银行中心支行',
        court: '演示市城区人民法院',
      });
      await decided
        .getByText(/当罚〔2026〕000001号/)
        .first()
        .waitFor();
      await desk.act('one', id, '当场交付决定书', { method: '直接送达', receipt: '当场签收' });
      await desk.refused(
        'one',
        id,
        '当场收缴罚款',
        { paidOn: '2026-10-12', ground: '一百元以下', receipt: '财0001' },
        '罚款150元超过100元，不能当场收缴',
      );
      house.at('2026-10-13');
      await desk.act('caseclerk', id, '登记缴款', {
        paidOn: '2026-10-13',
        payee: '电子支付系统',
        receipt: 'P-1001',
      });
      expect(await desk.whyNot('markethead', id, '结案')).toContain('还没有报所属机关备案');
      const reported = await desk.act('one', id, '报所属机关备案');
      await expect.poll(() => papersOf(reported), { timeout: 30_000 }).toContain('当场行政处罚决定书');
      await picture(reported, 'penalty-on-spot');
      const head = await desk.form('markethead', id, '结案');
      await desk.again(head, '结案', { summary: '罚款已经缴清' });
    }, 240_000);
  });

/** Under fourteen; and fourteen to eighteen for the first time. */
export const juvenileTests = (here: () => Scene) =>
  describe('juveniles', () => {
    let house: House;
    let desk: Scene['desk'];
    beforeAll(() => {
      ({ house, desk } = here());
    });

    test('R26.1 under fourteen: a proposal to punish is stopped by name of the rule; decided without penalty, with the guardian', async () => {
      house.at('2026-10-14');
      const {
        item,
        officers,
        shown: _s,
        clear: _c,
        evidence: _e,
        waterOrRemote: _w,
        ...days
      } = spot('2026-10-13');
      const id = await desk.fresh('one', 'penalty-ordinary', {
        title: '少年实施演示行为案',
        source: '监督检查',
        sourceDetail: '日常检查时发现',
        realName: false,
        ...person(CHILD, '2013-06-01'),
        ...days,
      });
      await desk.act('markethead', id, '批准立案', {
        item,
        officers,
        primaFacie: true,
        punishable: true,
        competent: true,
        jurisdiction: '违法行为发生地在本市',
        verification: '现场核对了事实和年龄',
      });
      await desk.act('one', id, '调查取证', {
        kind: '询问',
        on: '2026-10-14',
        shown: true,
        record: '在监护人陪同下询问，承认实施了演示行为',
        evidence: '当事人的陈述',
        proves: '实施了演示行为',
        lawful: true,
        signed: '已核对并签名',
      });
      const page = await desk.refused(
        'one',
        id,
        '调查终结报告',
        {
          outcome: '给予处罚',
          items: fine(500),
          discretion: '按较轻的数额',
          ...circumstances(['firstOffence']),
          ...weight(),
        },
        '不满十四周岁（A1）',
      );
      await picture(page, 'penalty-juvenile-stopped');
      await drawerOf(page).locator('.field[data-path="items"] .row-head button').click();
      await desk.again(page, '调查终结报告', { outcome: '不予处罚', noPenaltyGround: '不满十四周岁' });
      await desk.act('casereview', id, '案件审核', { result: '同意', opinion: '事实清楚，适用正确' });
      expect(await desk.whyNot('caseclerk', id, '拟处罚告知')).toContain('处理建议不是给予处罚');
      await desk.act('caseclerk', id, '提请决定（不给予处罚）');
      const unguarded = await desk.refused(
        'markethead',
        id,
        '作出不予处罚决定',
        {
          reasons: '当事人不满十四周岁，依法不予处罚',
          education: '当面教育并告知监护人',
          court: '演示市城区人民法院',
        },
        '要写明责令监护人管教',
      );
      await desk.again(unguarded, '作出不予处罚决定', { guardian: '责令其父母加以管教' });
      const served = await desk.act('one', id, '送达决定书', {
        method: '同住成年家属签收',
        servedOn: '2026-10-14',
        receiver: '赵某父亲',
        relation: '父亲',
        receipt: '回证9号',
      });
      await expect.poll(() => papersOf(served), { timeout: 30_000 }).toMatch(/不予行政处罚决定书.*教育/s);
      expect(await desk.whyNot('caseclerk', id, '公示行政处罚信息')).toContain('不公示');
      const head = await desk.form('markethead', id, '结案');
      await desk.again(head, '结案', { summary: '已经教育并由监护人管教' });
    }, 240_000);

    test('R26.1 fourteen to eighteen, first offence: punishing unmitigated is stopped on the spot; educated instead', async () => {
      house.at('2026-10-15T02:00:00.000Z');
      const id = await desk.fresh('one', 'penalty-simple', {
        title: '少年当场实施演示行为案',
        ...person(YOUTH, '2010-02-01'),
        ...spot('2026-10-15'),
      });
      const page = await desk.refused(
        'one',
        id,
        '告知拟处罚内容和权利',
        {
          items: fine(50),
          discretion: '按较轻的数额',
          ...circumstances(['firstOffence', 'minorHarm', 'correctedInTime']),
          rights: true,
        },
        '已满十四不满十八周岁（A2）',
      );
      expect(await drawerOf(page).innerText()).toContain('初次违法，危害后果轻微并及时改正（N2）');
      await desk.last('one', id, '不予处罚，当场教育', {
        ground: '初次违法、危害轻微并已改正',
        reasons: '初次违法，危害后果轻微并当场改正',
        education: '当面教育，告知监护人',
      });
    }, 240_000);
  });
