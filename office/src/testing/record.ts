/** What else a record holds besides acts and papers, entered by the ways of the city itself: for tests of the whole record. */
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { adoptCalendar } from '../calendar/adopt.ts';
import { openCase } from '../cases/perform.ts';
import { makePapers } from '../jobs/papers.ts';
import { importText } from '../law/store.ts';
import { holderOfCode, newCode } from '../sealed/code.ts';
import { openSealed } from '../sealed/sealed.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';

/** Adopt the notice of 2026 once more, in other words. */
export async function adoptAgain(t: TestOffice): Promise<void> {
  const year = chinaCalendar.years[2026];
  if (!year) throw new Error('no 2026');
  await adoptCalendar(
    t.office,
    { ...year, notice: `${year.notice}（重录）` },
    t.staff('calendar-keeper', 't-office'),
  );
}

/** Import two regulations: the second repeals the first. */
export async function importSamples(t: TestOffice): Promise<void> {
  const name = (title: string) => `行政法规/${title}.md`;
  await importText(t.office, {
    name: name('旧样本条例(2001-03-01)'),
    bytes: '# 旧样本条例\n\n2001年3月1日 国务院令第1号公布\n\n<!-- INFO END -->\n\n第一条 样本。\n',
  });
  await importText(t.office, {
    name: name('样本条例(2020-03-01)'),
    bytes:
      '# 样本条例\n\n2020年3月1日 国务院令第2号公布\n\n<!-- INFO END -->\n\n第一条 本条例自2020年5月1日起施行。《旧样本条例》同时废止。\n',
  });
}

/** Enough leaves for a full tile, so that stored tiles are there, too. They are in the log when the sequencer has run. */
export const fillTile = (t: TestOffice): Promise<unknown> =>
  t.database.pool.query(
    `insert into fadu.leaf (region, kind, ref, body) select '220200', 'note', i::text, '{"kind":"note","region":"220200","n":' || i || '}' from generate_series(1, 300) i`,
  );

/** Make the papers of all acts of these kinds, as the worker would. */
export async function papersOf(t: TestOffice, acts: readonly string[]): Promise<void> {
  const { rows } = await t.database.pool.query<{ case_id: string; seq: number }>(
    'select case_id, seq from fadu.act where act = any($1)',
    [acts],
  );
  for (const r of rows) await makePapers(t.office, r.case_id, r.seq);
}

/** Somebody reports a violation under his name, and the keeper opens the sealed name. Answers the case. */
export async function namedReport(t: TestOffice): Promise<string> {
  const { caseId } = await openCase(t.office, 'violation-report', {
    act: 'report',
    actor: holderOfCode(newCode(), '举报人'),
    key: key(),
    input: {
      title: '某店销售过期食品',
      lead: 't-market',
      subject: '演示市幸福超市有限公司',
      place: '演示市中心路1号',
      foundOn: '2026-03-01',
      conduct: '货架上有超过保质期的牛奶，店员换过日期标签。',
      standing: '无利害关系',
      realName: true,
      name: '赵举报',
      contact: '演示电话000-0000-7788',
      wantsReward: true,
    },
  });
  await openSealed(t.office, t.staff('report-keeper', 't-market'), {
    caseId,
    seq: 1,
    field: 'name',
    reason: '发放奖励需要核对身份',
  });
  return caseId;
}
