/** Opening a task in a region: filled from the plan, once for each task, linked to the task above (R0.2, R0.3). */
import type { Actor } from '@fadu/kernel';
import { openingInput, PLAN, taskFacts, taskTracking } from '@fadu/plan/leadership/plan-tracking/index';
import { openCase, type Performed } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { trackedTasks } from './cases.ts';
import { PLAN_ROLE } from './import.ts';

/**
 * Open a task for the region of the coordinator's organ. `input` holds what the plan does not say (milestones) and may
 * override what it does within the procedure's rules. A county's copy is linked to the task of the region above.
 * @throws Problem 403 for others than the coordinator, 404 for no such task, 409 when the task is open already, 422 when
 *   the region above has not opened it
 */
export async function openPlanTask(
  office: Office,
  task: number,
  request: { readonly actor: Actor; readonly input: unknown; readonly key: string },
): Promise<Performed> {
  const post = request.actor.posts.find((p) => p.role === PLAN_ROLE);
  const region = post && office.regions.find((r) => r.code === office.organ(post.organ)?.region);
  if (!post || !region) throw new Problem(403, 'who', '任务应由统筹部门的方案统筹人员立项');
  if (!taskFacts(task)) throw notFound(`第${task}项任务`);
  const given =
    request.input && typeof request.input === 'object' && !Array.isArray(request.input) ? request.input : {};
  const { lead, responsible, ...facts } = openingInput(task, []);
  const parent = region.parent === null ? undefined : await parentOf(office, region.parent, task);
  const input: Record<string, unknown> = {
    ...facts,
    // The plan names the city's organs; a county names its own.
    ...(parent ? { superior: parent.superior, parentCase: parent.id } : { lead, responsible }),
    ...given,
    plan: PLAN.number,
    taskNo: task,
  };
  const strange = [input.lead]
    .flat()
    .find((id) => office.organ(String(id)) && office.organ(String(id))?.region !== region.code);
  if (strange !== undefined)
    throw new Problem(
      422,
      'lead-region',
      `牵头单位应是${region.name}的单位，“${office.organName(String(strange))}”不是`,
    );
  const actor: Actor = { ...request.actor, posts: [post] };
  try {
    return await openCase(office, taskTracking.code, { actor, input, key: request.key });
  } catch (error) {
    if (error instanceof Problem && error.code === 'exists')
      throw new Problem(409, 'task-open', `本地区的第${task}项任务已经立项，不能重复立项`);
    throw error;
  }
}

/** The task of the region above that a county adopts. */
async function parentOf(
  office: Office,
  region: string,
  task: number,
): Promise<{ id: string; superior: string }> {
  const found = (await trackedTasks(office)).find(
    (t) => t.region === region && t.task === task && t.plan === PLAN.number,
  );
  const superior = found?.state.bindings.coordinator?.[0];
  if (!found || !superior)
    throw new Problem(
      422,
      'parent-missing',
      `上级还没有对第${task}项任务立项，不能承接；请先联系上级统筹部门`,
    );
  return { id: found.id, superior };
}
