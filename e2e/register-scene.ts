/** Lists with something to see: entries in use, one that fell with its law, one that differs from the level above. */
import { openCase, performAct } from '@fadu/office/cases/perform';
import { key } from '@fadu/office/testing/document';
import type { TestOffice } from '@fadu/office/testing/office';
import {
  codeOf,
  enterText,
  listPeople,
  prepareRegisters,
  publishBatch,
} from '@fadu/office/testing/registers';
import { inspectionBody, licenceBody } from '@fadu/plan/functions/power-registers/sample.testing';

const REPEALED = '演示夜市条例';

/** Codes of the entries that pages show. */
export interface RegisterScene {
  /** In use, on a basis in force. */
  readonly kept: string;
  /** Suspended: its only basis was repealed. */
  readonly fallen: string;
  /** The case that recorded the repeal. */
  readonly lawChange: string;
}

/** Publish lists from `day` on and repeal a regulation the day after. */
export async function registerScene(t: TestOffice, day: string, after: string): Promise<RegisterScene> {
  await prepareRegisters(t);
  await enterText(t, {
    title: REPEALED,
    kind: 'local-regulation',
    maker: '演示市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const who = listPeople(t);
  // The county lists it first, with one more material than the city then asks for.
  await publishBatch(
    t,
    'power-licence',
    [
      licenceBody(1, 't-county-office', {
        level: '县级',
        materials: ['申请表', '身份证明', '场所使用证明', '从业人员名册'],
      }),
    ],
    day,
    { keeper: who.countyKeeper, reviewer: who.countyReviewer, reviewerOrgan: 't-county-justice' },
  );
  const kept = licenceBody(1, 't-city');
  const fallen = licenceBody(2, 't-city', {
    name: '夜间占用公共场地举办临时性促销和文化展示活动以及附属设施搭建的许可',
    basis: [{ instrument: REPEALED, article: '3' }],
  });
  const others = Array.from({ length: 60 }, (_, i) =>
    licenceBody(10 + i, i % 3 ? 't-city' : 't-market', { promisedDays: 3 + (i % 15) }),
  );
  await publishBatch(t, 'power-licence', [kept, fallen, ...others], day);
  await publishBatch(t, 'power-inspection', [inspectionBody(1, 't-ecology')], day);
  t.at(after);
  const { caseId } = await openCase(t.office, 'law-change', {
    actor: who.lawKeeper,
    key: key(),
    input: {
      instrument: REPEALED,
      articles: [],
      change: '废止',
      effectiveOn: after,
      by: '关于废止部分法规的决定',
      says: `废止《${REPEALED}》`,
      evidence: '政府公报2026年第3期',
    },
  });
  await performAct(t.office, caseId, {
    act: 'record-change',
    actor: who.reviewer,
    input: { checked: '已与公报核对' },
    key: key(),
  });
  return {
    kept: codeOf(t, 'power-licence', kept),
    fallen: codeOf(t, 'power-licence', fallen),
    lawChange: caseId,
  };
}
