/** Opening a task: what the plan says is filled in by the server, so only milestones (and a county's own organs) are asked. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useMemo, useState } from 'react';
import type { PlanTaskDetail } from '../../api/plan.ts';
import { definitionQuery, organsQuery } from '../../api/queries.ts';
import type { Definition, Performed, Post } from '../../api/types.ts';
import { Scene } from '../../form/field.tsx';
import { SchemaForm } from '../../form/schema-form.tsx';
import { openingFor } from '../../opening.ts';
import { ProblemNote } from '../../parts/problem.tsx';
import { Failure, Waiting } from '../../parts/states.tsx';
import { fieldsOf, initialValues, type Schema, type Values } from '../../schema.ts';
import { useSession } from '../../session.tsx';
import { PLAN_PROCEDURE } from '../new-choose.tsx';
import { useAct } from '../use-act.ts';

const ASKED = ['lead', 'responsible', 'milestones', 'targets', 'planEnd'];
/** A county names its own organs, and whether the task binds it. */
const ASKED_BELOW = [...ASKED, 'mandatory'];
/** What the plan names for the city; filled in only where the city's directory differs from it. */
const FROM_PLAN = ['lead', 'responsible'];

function Form(props: {
  readonly definition: Definition;
  readonly task: PlanTaskDetail;
  readonly below: boolean;
  readonly post: Post;
}) {
  const { definition, task, below, post } = props;
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const asked = below ? ASKED_BELOW : ASKED;
  const opening = openingFor(definition, post);
  const fields = useMemo(
    () =>
      fieldsOf(opening?.form as Schema | null | undefined)
        .filter((f) => asked.includes(f.name))
        .map((f) =>
          !below && FROM_PLAN.includes(f.name)
            ? { ...f, required: false, initial: undefined, help: '不填的，照方案写明的单位' }
            : f,
        ),
    [opening?.form, asked, below],
  );
  const [values, setValues] = useState<Values>(() => ({ ...initialValues(fields), milestones: [{}] }));
  const form = useAct<Pick<Performed, 'id'>>(`/api/v1/plan/tasks/${task.number}/cases`, fields);
  return (
    <form
      className="form"
      noValidate
      onSubmit={async (e) => {
        e.preventDefault();
        const done = await form.submit(values);
        if (!done) return;
        notification.success({ title: `第 ${task.number} 项任务已立项` });
        await navigate({ to: '/cases/$id', params: { id: done.id } });
      }}
    >
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      <p>
        任务名称、类型和方案写明的日期由方案带入
        {below ? '，本地区的牵头单位和责任单位在这里指定' : '，牵头单位和责任单位照方案'}。
      </p>
      <Scene value={{ act: 'open-task', comments: [], timeline: [], region: post.region, organ: post.organ }}>
        <SchemaForm fields={fields} values={values} onChange={setValues} faults={form.faults} />
      </Scene>
      <div className="form-foot">
        <span className="say">立项记入存证日志。</span>
        <Button type="primary" htmlType="submit" loading={form.busy}>
          立项跟踪
        </Button>
      </div>
    </form>
  );
}

export function OpenTask({ task }: { readonly task: PlanTaskDetail }) {
  const { post } = useSession();
  const definition = useQuery(definitionQuery(PLAN_PROCEDURE));
  const organs = useQuery(organsQuery);
  if (definition.isError) return <Failure error={definition.error} again={() => definition.refetch()} />;
  if (organs.isError) return <Failure error={organs.error} again={() => organs.refetch()} />;
  if (!definition.data || !organs.data || !post) return <Waiting rows={6} what="正在读取表单" />;
  const below = organs.data.regions.find((r) => r.code === post.region)?.parent !== null;
  return <Form definition={definition.data} task={task} below={below} post={post} />;
}
