/** A service hall, a published item, and a handling carried to where a test needs it. */
import type { Actor } from '@fadu/kernel';
import { committedItem, foodLicence } from '@fadu/plan/functions/service-items/sample.testing';
import { openCase, performAct } from '../cases/perform.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';
import { publishBatch } from './registers.ts';

/** The hall of the test city. */
export const HALL = 't-hall';

/** Everyone of a handling by the market regulator; the applicant is an enterprise. */
export const servicePeople = (t: TestOffice) => ({
  window: t.staff('window-clerk', HALL),
  hall: t.staff('hall-manager', HALL),
  rating: t.staff('rating-clerk', HALL),
  chief: t.staff('chief-rep', 't-market'),
  reviewer: t.staff('service-reviewer', 't-market'),
  approver: t.staff('service-approver', 't-market', '审批负责人'),
  head: t.staff('organ-head', 't-market'),
  applicant: { kind: 'person', person: 'r-firm', name: '演示市幸福餐饮有限公司', posts: [] } as Actor,
});

/** Enter the hall of the test city. */
export async function enterHall(t: TestOffice): Promise<void> {
  await t.database.pool.query(
    `insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo)
     values ($1, '220200', '市政务服务中心', '演示市政务服务中心', 'service-hall', '演政服', null, true)`,
    [HALL],
  );
  await t.database.pool.query('select fadu.make_scope($1, $2)', ['220200', HALL]);
  await t.office.refresh();
}

/** Enter the hall and publish a food licence and an item with commitment, both of the market regulator. */
export async function prepareServices(t: TestOffice, day: string): Promise<void> {
  await enterHall(t);
  await publishBatch(t, 'service-item', [foodLicence(), committedItem({ organ: 't-market' })], day);
}

export const application = {
  item: foodLicence().basicCode,
  applicantType: '法人和其他组织',
  name: '演示市幸福餐饮有限公司',
  identity: '91220200MA0000000Y',
  contact: '13900000000',
  matter: '在演示市中心路1号经营热食类食品',
  materials: [
    { name: '食品经营许可申请书', how: '随申请提交' },
    { name: '场所布局图', how: '随申请提交' },
    { name: '食品安全管理制度清单', how: '随申请提交' },
  ],
} as const;

/** A handling applied for online; `to`: how far. Answers the case. */
export async function handling(
  t: TestOffice,
  to: 'received' | 'review' | 'granted',
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const p = servicePeople(t);
  const { caseId } = await openCase(t.office, 'service-application', {
    act: 'apply',
    actor: p.applicant,
    key: key(),
    input: { ...application, ...more },
  });
  const act = (name: string, actor: Actor, input: unknown) =>
    performAct(t.office, caseId, { act: name, actor, input, key: key() });
  if (to === 'received') return caseId;
  await act('accept', p.window, {});
  if (to === 'review') return caseId;
  await act('review', p.reviewer, {
    findings: '材料真实，场所与布局图一致',
    onSite: true,
    staff: ['甲审查', '乙审查'],
    proposal: '准予',
    reasons: '符合法定条件、标准',
  });
  await act('grant', p.approver, { reasons: '符合法定条件、标准' });
  await act('deliver', p.window, { method: '电子证照', deliveredOn: t.office.now().slice(0, 10) });
  return caseId;
}
