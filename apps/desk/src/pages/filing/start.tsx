/** Beginning a filing from a published document or rule: what is known of it is filled in, only the rest is asked. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { documentFilingQuery, filingRatesQuery } from '../../api/laws.ts';
import { definitionQuery } from '../../api/queries.ts';
import type { Definition, Post } from '../../api/types.ts';
import { longDay, plainDay } from '../../days.ts';
import { Scene } from '../../form/field.tsx';
import { SchemaForm } from '../../form/schema-form.tsx';
import { Cites } from '../../parts/cites.tsx';
import { ProblemNote } from '../../parts/problem.tsx';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { fieldsOf, initialValues, type Schema, type Values } from '../../schema.ts';
import { postKey, useSession } from '../../session.tsx';
import { doneText } from '../case/act-drawer.tsx';
import { keepDraft, keptDraft, useAct } from '../use-act.ts';
import { filesWith } from './duties.tsx';
import type { StartKind } from './search.ts';

/** What is filed, as far as the platform knows it. */
interface Known {
  /** What names it: the number of a document, or the act where nothing is known yet. */
  readonly key: string;
  /** Said above the form, title and words. */
  readonly facts: readonly (readonly [title: string, words: string])[];
  /** Opening act of the procedure. */
  readonly act: string;
  /** Values that follow from the document; their fields are not asked. */
  readonly values: Values;
}

const PROCEDURES: Readonly<Record<StartKind, string>> = {
  document: 'normative-document-filing',
  rule: 'rule-filing',
  regulation: 'rule-filing',
  catalogue: 'rule-filing',
};

/** What begins without a document of the platform: the page's heading and the opening act. */
const WITHOUT = {
  regulation: { title: '跟踪地方性法规的备案', act: 'track-regulation' },
  catalogue: { title: '编制年度规章目录', act: 'open-catalogue' },
} as const;

function Form({
  definition,
  known,
  post,
}: {
  readonly definition: Definition;
  readonly known: Known;
  readonly post: Post;
}) {
  const { me } = useSession();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const opening = definition.acts[known.act];
  const fields = useMemo(() => fieldsOf(opening?.form as Schema | null | undefined), [opening?.form]);
  const asked = fields.filter((f) => !(f.name in known.values));
  const form = useAct(
    `/api/v1/cases/${encodeURIComponent(definition.code)}?act=${encodeURIComponent(known.act)}`,
    fields,
  );
  const draftName = `${me.id}/filing/${known.key}/${known.act}/${postKey(post)}`;
  const [values, setValues] = useState<Values>(() => keptDraft(draftName) ?? initialValues(asked));
  if (!opening) return <Empty title="没有这个步骤">请从备案审查平台的列表里重新选择。</Empty>;
  return (
    <form
      className="form new-form"
      noValidate
      onSubmit={async (e) => {
        e.preventDefault();
        const done = await form.submit({ ...values, ...known.values });
        if (!done) return;
        keepDraft(draftName, null);
        notification.success({ title: '已立件', description: doneText(done), duration: 6 });
        await navigate({ to: '/cases/$id', params: { id: done.id } });
      }}
    >
      {form.problem ? <ProblemNote problem={form.problem} /> : null}
      {known.facts.length ? (
        <dl className="facts">
          {known.facts.map(([title, words]) => (
            <div key={title} style={{ display: 'contents' }}>
              <dt>{title}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div>
        {opening.about ? <p>{opening.about}。</p> : null}
        <Cites list={opening.cites} />
      </div>
      <Scene value={{ act: known.act, comments: [], timeline: [], region: post.region, organ: post.organ }}>
        <SchemaForm
          fields={asked}
          values={values}
          faults={form.faults}
          onChange={(next) => {
            setValues(next);
            keepDraft(draftName, next);
          }}
        />
      </Scene>
      {asked.length === 0 ? <p className="quiet">这一步不需要再填写内容。</p> : null}
      <div className="form-foot">
        <span className="say">
          以 {post.organName}
          {post.roleName} {me.name} 的名义报送，记入存证日志。
        </span>
        <Button type="primary" htmlType="submit" loading={form.busy}>
          {form.problem?.status === 0 ? '再发一次' : opening.title}
        </Button>
      </div>
    </form>
  );
}

function Start({
  kind,
  known,
  post,
}: {
  readonly kind: StartKind;
  readonly known: Known;
  readonly post: Post;
}) {
  const definition = useQuery(definitionQuery(PROCEDURES[kind]));
  if (definition.isError) return <Failure error={definition.error} again={() => definition.refetch()} />;
  if (!definition.data) return <Waiting rows={8} what="正在读取表单" />;
  return (
    <Form
      key={`${known.key}/${known.act}/${postKey(post)}`}
      definition={definition.data}
      known={known}
      post={post}
    />
  );
}

function OfDocument({
  number,
  to,
  post,
}: {
  readonly number: string;
  readonly to: string;
  readonly post: Post;
}) {
  const found = useQuery(documentFilingQuery(number));
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data) return <Waiting rows={8} what="正在读取文件" />;
  const recipient = found.data.recipients.find((r) => r.key === to) ?? found.data.recipients[0];
  if (!recipient) return <Empty title="这份文件没有备案机关">制定机关不是行政规范性文件的制定机关。</Empty>;
  if (recipient.filingCase)
    return (
      <Empty title="已经报送过">
        见
        <Link to="/cases/$id" params={{ id: recipient.filingCase }}>
          备案事项
        </Link>
        。
      </Empty>
    );
  const { title, maker, publishedOn, effectiveOn } = found.data;
  return (
    <Start
      kind="document"
      post={post}
      known={{
        key: found.data.number,
        facts: [
          ['文件', `${title}（${found.data.number}）`],
          ['制定机关', maker],
          ['公布', plainDay(publishedOn)],
          ['报送', recipient.name],
          ['最后一日', longDay(recipient.due)],
        ],
        act: recipient.organ ? 'file' : 'file-outside',
        values: {
          document: found.data.number,
          effectiveOn,
          ...(recipient.organ && { recipient: recipient.organ }),
        },
      }}
    />
  );
}

function OfRule({
  number,
  year,
  post,
}: {
  readonly number: string;
  readonly year?: string;
  readonly post: Post;
}) {
  const found = useQuery(filingRatesQuery({ year }));
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data) return <Waiting rows={8} what="正在读取规章" />;
  const own = found.data.duties.filter((d) => d.kind === 'rule' && d.number === number);
  const [rule] = own;
  if (!rule) return <Empty title="登记簿里没有这部规章">请从备案审查平台的列表里重新选择。</Empty>;
  return (
    <Start
      kind="rule"
      post={post}
      known={{
        key: number,
        facts: [
          ['规章', `${rule.title}（${number}）`],
          ['制定机关', rule.maker],
          ['公布', plainDay(rule.publishedOn)],
          ['报送', own.map((d) => d.recipient).join('、')],
          ['最后一日', longDay(rule.due)],
        ],
        act: 'open',
        values: {
          maker: rule.makerId,
          number,
          title: rule.title,
          kind: '地方政府规章',
          promulgatedOn: rule.publishedOn,
        },
      }}
    />
  );
}

/** Not marked as the page that is open, though its address begins with the same word. */
const FilingLink = () => (
  <Link to="/filing" activeOptions={{ exact: true }}>
    备案审查平台
  </Link>
);

/** The page. */
export function StartFiling() {
  const { kind = 'document', number = '', to = '', year } = useSearch({ from: '/filing/new' });
  const { post } = useSession();
  return (
    <>
      <p className="crumbs">
        <FilingLink />
      </p>
      <div className="page-head">
        <h1>{kind in WITHOUT ? WITHOUT[kind as keyof typeof WITHOUT].title : '报送备案'}</h1>
      </div>
      {!number && !(kind in WITHOUT) ? (
        <Empty title="先选一份文件">
          在<FilingLink />
          的列表里，从公布的文件开始报送。
        </Empty>
      ) : post?.role !== filesWith({ kind }) ? (
        <Empty title="这个岗位不报送备案">
          {kind === 'document' ? '规范性文件由办公室文员报送。' : '规章由备案审查人员报送，法规由其跟踪。'}
          请在右上角换一个岗位。
        </Empty>
      ) : kind === 'regulation' || kind === 'catalogue' ? (
        <Start
          key={kind}
          kind={kind}
          post={post}
          known={{ key: kind, facts: [], act: WITHOUT[kind].act, values: {} }}
        />
      ) : kind === 'rule' ? (
        <OfRule number={number} year={year} post={post} />
      ) : (
        <OfDocument number={number} to={to} post={post} />
      )}
    </>
  );
}
