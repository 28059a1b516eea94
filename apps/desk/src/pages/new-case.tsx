/** Opening a case: the form of the first act, with the organs that are most likely meant already put in. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App, Button, Radio } from 'antd';
import { useMemo, useState } from 'react';
import { definitionQuery, organsQuery } from '../api/queries.ts';
import type { Definition, Organs, Post } from '../api/types.ts';
import { type Prefilled, useCasePrefill } from '../case-prefill.ts';
import { ActForm } from '../form/act-form.tsx';
import { type FormScene, Scene } from '../form/field.tsx';
import { SchemaForm } from '../form/schema-form.tsx';
import { useListPrefill } from '../list-prefill.ts';
import { openingRoles, openingsFor } from '../opening.ts';
import { organDefaults } from '../organs.ts';
import { scanOf } from '../parts/clause-marks.tsx';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { fieldsOf, initialValues, type Schema, type Values } from '../schema.ts';
import { postKey, useSession } from '../session.tsx';
import { doneText } from './case/act-drawer.tsx';
import { keepDraft, keptDraft, useAct } from './use-act.ts';

/** Batches begin with a table, on the page of their register. */
const BATCH = 'register-batch';

function Form({
  definition,
  organs,
  post,
  prefill,
  act,
}: {
  readonly definition: Definition;
  readonly organs: Organs;
  readonly post: Post;
  /** The opening act, where the post has several. */
  readonly act: string | undefined;
  readonly prefill: Prefilled;
}) {
  const { me } = useSession();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const openings = openingsFor(definition, post);
  const opening = openings.find((o) => o.name === act) ?? openings[0];
  const fields = useMemo(() => fieldsOf(opening?.form as Schema | null | undefined), [opening?.form]);
  const form = useAct(
    `/api/v1/cases/${encodeURIComponent(definition.code)}${act ? `?act=${encodeURIComponent(act)}` : ''}`,
    fields,
  );
  const draftName = `${me.id}/new/${definition.code}/${postKey(post)}${prefill.key && `/${prefill.key}`}${act ? `/${act}` : ''}`;
  const [values, setValues] = useState<Values>(
    () =>
      keptDraft(draftName) ?? {
        ...initialValues(fields),
        ...organDefaults(fields, organs.items, post.region),
        ...prefill.values,
      },
  );
  if (!opening) {
    return (
      <Empty title="这个岗位不能立这种件">
        由{openingRoles(definition).join('、')}立件。请在右上角换一个岗位。
      </Empty>
    );
  }
  const scene: FormScene = {
    act: opening.name,
    comments: [],
    timeline: [],
    region: post.region,
    organ: post.organ,
    clauses: scanOf(definition.code),
  };
  const submit = async () => {
    const done = await form.submit(values);
    if (!done) return;
    keepDraft(draftName, null);
    notification.success({ title: '已立件', description: doneText(done), duration: 6 });
    await navigate({ to: '/cases/$id', params: { id: done.id } });
  };
  return (
    <ActForm act={opening} problem={form.problem} submit={submit} className="form new-form">
      <Scene value={scene}>
        <SchemaForm
          fields={fields}
          values={values}
          faults={form.faults}
          onChange={(next) => {
            setValues(next);
            keepDraft(draftName, next);
          }}
        />
      </Scene>
      <div className="form-foot">
        <span className="say">
          以 {post.organName}
          {post.roleName} {me.name} 的名义立件，记入存证日志。填写的内容在提交前只留在这个窗口里。
        </span>
        <Button type="primary" htmlType="submit" loading={form.busy}>
          {form.problem?.status === 0 ? '再发一次' : opening.title}
        </Button>
      </div>
    </ActForm>
  );
}

/** Which way the case begins, where this post may begin it in several. */
function Openings({
  definition,
  post,
  chosen,
  choose,
}: {
  readonly definition: Definition;
  readonly post: Post;
  readonly chosen: string | undefined;
  readonly choose: (act: string) => void;
}) {
  const openings = openingsFor(definition, post);
  if (openings.length < 2) return null;
  return (
    <Radio.Group
      className="openings"
      aria-label="怎样立件"
      style={{ marginBottom: 14 }}
      value={chosen ?? openings[0]?.name}
      options={openings.map((o) => ({ value: o.name, label: o.title }))}
      onChange={(e) => choose(String(e.target.value))}
    />
  );
}

export function NewCase() {
  const { code } = useParams({ from: '/new/$code' });
  const asked = useSearch({ from: '/new/$code' });
  const listed = useListPrefill(code, asked);
  const grown = useCasePrefill(code, asked);
  const prefill: Prefilled = asked.from === undefined ? listed : grown;
  const { post } = useSession();
  const definition = useQuery(definitionQuery(code));
  const organs = useQuery(organsQuery);
  const [act, setAct] = useState<string | undefined>(asked.act);
  return (
    <>
      <p className="crumbs">
        <Link to="/new">新办一件</Link>
      </p>
      <div className="page-head">
        <h1>{definition.data?.title ?? '新办一件'}</h1>
        {definition.data ? <p className="lead">{definition.data.about}</p> : null}
      </div>
      {definition.isError ? <Failure error={definition.error} again={() => definition.refetch()} /> : null}
      {organs.isError ? <Failure error={organs.error} again={() => organs.refetch()} /> : null}
      {prefill.error ? <Failure error={prefill.error} /> : null}
      {prefill.source ? (
        <p className="quiet prefilled">
          从“
          <Link to="/cases/$id" params={{ id: prefill.source.id }}>
            {prefill.source.title}
          </Link>
          ”带入了已经登记的内容，请核对后再立件。
        </p>
      ) : null}
      {definition.isPending || organs.isPending || prefill.pending ? (
        <Waiting rows={10} what="正在读取表单" />
      ) : null}
      {definition.data && organs.data && !prefill.pending && !prefill.error ? (
        code === BATCH ? (
          <Empty title="成批登记从表格开始">
            先在<Link to="/registers">登记簿</Link>里选择清单，用“用表格登记”上传表格：逐行核对以后提交审核。
          </Empty>
        ) : post ? (
          <>
            <Openings definition={definition.data} post={post} chosen={act} choose={setAct} />
            <Form
              key={`${code}/${postKey(post)}/${prefill.key}/${act ?? ''}`}
              definition={definition.data}
              organs={organs.data}
              post={post}
              prefill={prefill}
              act={act}
            />
          </>
        ) : (
          <Empty title="没有岗位">您的账号还没有岗位，请单位的系统管理员登记。</Empty>
        )
      ) : null}
    </>
  );
}
