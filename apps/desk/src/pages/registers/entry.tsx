/** One entry: what it says, whether what it stands on stands, what became of it, who recorded that, what may be done. */
import { dateOf } from '@fadu/kernel/time/date';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  allRegistersQuery,
  type EntryDetail,
  type EntryVersion,
  entryQuery,
  type RegisterDefinition,
  registerDefinitionQuery,
} from '../../api/registers.ts';
import { moment, plainDay } from '../../days.ts';
import { Cites } from '../../parts/cites.tsx';
import { ProofDrawer, type ProofOfWhat } from '../../parts/proof.tsx';
import { Failure, Waiting } from '../../parts/states.tsx';
import { Value } from '../../parts/value.tsx';
import { type Field, fieldsOf } from '../../schema.ts';
import { useSession } from '../../session.tsx';
import { TwoTimes } from './days.tsx';
import {
  CHANGE,
  Crumbs,
  changedByList,
  EntryLink,
  isRefs,
  LawLink,
  mayChange,
  otherTitle,
  Refs,
  refHref,
  Status,
  useNames,
} from './parts.tsx';

/** What procedures write into an entry beside the form. */
const OWN: Readonly<Record<string, string>> = {
  status: '状态',
  suspended: '暂停原因',
  reason: '理由',
  replacedBy: '承接的编码',
};

interface Suspended {
  readonly instrument: string;
  readonly articles?: readonly string[];
  readonly on: string;
}

/** What the state means, in a sentence with its reason. */
function Standing({ register, entry }: { readonly register: string; readonly entry: EntryVersion }) {
  const fell = entry.body.suspended as Suspended | undefined;
  const next = (entry.body.replacedBy ?? []) as readonly string[];
  switch (entry.status) {
    case '在用':
      return <p>自{plainDay(entry.lawFrom)}起按现在的内容实施。</p>;
    case '暂停实施':
      return (
        <p>
          {fell ? (
            <>
              依据的
              <LawLink href={refHref({ instrument: fell.instrument, article: fell.articles?.[0] })}>
                《{fell.instrument}》{fell.articles?.map((a) => `第${a}条`).join('、')}
              </LawLink>
              自{plainDay(fell.on)}起废止，
            </>
          ) : null}
          没有其他有效的依据，不再受理新的申请。应当申请变更依据或者取消；依据调整以后用“恢复”办理。
        </p>
      );
    case '取消':
      return (
        <p>
          自{plainDay(entry.lawFrom)}起取消。
          {entry.body.reason ? `理由：${String(entry.body.reason)}。` : ''}
          {next.length ? '由' : ''}
          {next.map((code, i) => (
            <span key={code}>
              {i > 0 ? '、' : ''}
              <EntryLink register={register} code={code} region={entry.region}>
                {code}
              </EntryLink>
            </span>
          ))}
          {next.length ? '承接。' : ''}
        </p>
      );
    case '尚未生效':
      return <p>已经公布，自{plainDay(entry.lawFrom)}起实施。</p>;
    case '失效':
      return <p>已经失效，不再实施。</p>;
    default:
      return entry.status satisfies never;
  }
}

function Bases({ detail }: { readonly detail: EntryDetail }) {
  return (
    <section aria-labelledby="basis-title">
      <h2 id="basis-title">
        设定依据 <span className="quiet small">{plainDay(detail.asOf)}是否有效</span>
      </h2>
      {detail.bases.length === 0 ? <p className="quiet">没有填写依据。</p> : null}
      <ul className="rows bases">
        {detail.bases.map((b) => (
          <li key={b.text}>
            <span className={b.stands ? 'mark done' : 'mark late'}>{b.stands ? '✓ 有效' : '✕ 无效'}</span>
            <div>
              <LawLink href={b.href}>{b.text}</LawLink>
              {b.until ? <span className="quiet small">　作为依据到{plainDay(b.until)}为止</span> : null}
              {b.say ? <p className="small">{b.say}</p> : null}
              {b.cites.length ? <Cites list={b.cites} /> : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Elements(props: {
  readonly def: RegisterDefinition;
  readonly fields: readonly Field[];
  readonly entry: EntryVersion;
}) {
  const { def, fields, entry } = props;
  const shown = fields.filter((f) => {
    const value = entry.body[f.name];
    return !['name', 'basis'].includes(f.name) && value !== undefined && value !== '';
  });
  return (
    <section aria-labelledby="elements-title">
      <h2 id="elements-title">事项内容</h2>
      <dl className="facts register-facts">
        {entry.code === entry.body[def.itemCode] ? null : (
          <div className="fact">
            <dt>实施编码</dt>
            <dd>{entry.code}</dd>
          </div>
        )}
        {shown.map((f) => {
          const value = entry.body[f.name];
          return (
            <div key={f.name} className="fact">
              <dt>{f.title}</dt>
              <dd>
                {isRefs(value) ? (
                  <Refs list={value} />
                ) : Array.isArray(value) && value.every((v) => typeof v === 'string') ? (
                  value.length ? (
                    <ul className="plain-lines">
                      {value.map((line) => (
                        <li key={String(line)}>{String(line)}</li>
                      ))}
                    </ul>
                  ) : (
                    <span className="quiet">无</span>
                  )
                ) : (
                  <Value value={value} field={f} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function History(props: {
  readonly register: string;
  readonly detail: EntryDetail;
  readonly fields: readonly Field[];
  readonly prove: (what: ProofOfWhat) => void;
}) {
  const { today } = useSession();
  const { history, entry } = props.detail;
  const titleOf = (field: string) =>
    props.fields.find((f) => f.name === field)?.title ?? OWN[field] ?? '其他内容';
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">
        历史 <span className="quiet small">{history.length} 次登记，最近的在前，都不能改动</span>
      </h2>
      <ol className="rows versions" reversed>
        {history.map((v) => (
          <li key={v.version} className={v.version === entry.version ? 'here' : undefined}>
            <div>
              <b>第 {v.version} 版</b> <Status status={v.status} />
              {v.version === entry.version ? <span className="quiet small">　这里显示的</span> : null}
            </div>
            <div>
              自{plainDay(v.lawFrom)}起{v.lawTo ? `，至${plainDay(v.lawTo)}` : ''}
              {v.version === 1
                ? '，首次登记'
                : `，改动：${[...new Set(v.changed.map(titleOf))].join('、') || '没有'}`}
              <div className="quiet small">
                {moment(v.recordedAt, today)} 由{v.by || '办理机关'}登记（{v.act || '办理中的一步'}）
              </div>
            </div>
            <div className="small version-links">
              <Link to="/cases/$id" params={{ id: v.caseId }}>
                办理经过
              </Link>
              <button
                type="button"
                className="linklike"
                onClick={() =>
                  props.prove({
                    title: `${String(v.body.name ?? v.code)}第 ${v.version} 版的登记`,
                    path: `/api/v1/records/${encodeURIComponent(v.caseId)}/${v.seq}/proof`,
                  })
                }
              >
                存证证明
              </button>
              {v.version === entry.version ? null : (
                <EntryLink
                  register={props.register}
                  code={v.code}
                  region={v.region}
                  asOf={v.lawFrom}
                  recordedAsOf={dateOf(v.recordedAt)}
                >
                  看这一版
                </EntryLink>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Doing(props: {
  readonly def: RegisterDefinition;
  readonly register: string;
  readonly entry: EntryVersion;
}) {
  const { def, register, entry } = props;
  const { post } = useSession();
  const acts =
    entry.status === '取消' || entry.status === '失效'
      ? []
      : (['变更', '取消', ...(entry.status === '暂停实施' ? (['恢复'] as const) : [])] as const);
  if (acts.length === 0 || !changedByList(def)) return null;
  if (!mayChange(def, post)) return <p className="quiet small">要变更或者取消这个事项，由{CHANGE.who}。</p>;
  return (
    <div className="toolbar">
      {acts.map((act, i) => (
        <Link
          key={act}
          to="/new/$code"
          params={{ code: CHANGE.procedure }}
          search={{ register, entry: entry.code, region: entry.region, do: act }}
          className={i === 0 ? 'button-link' : 'button-link plain'}
        >
          {act === '变更' ? '申请变更' : act === '取消' ? '申请取消' : '申请恢复'}
        </Link>
      ))}
      <span className="quiet small">打开清单调整的表单，事项内容已经带入</span>
    </div>
  );
}

export function EntryPage() {
  const { register, code } = useParams({ from: '/registers/$register/entries/$code' });
  const search = useSearch({ from: '/registers/$register/entries/$code' });
  const navigate = useNavigate({ from: '/registers/$register/entries/$code' });
  const { today } = useSession();
  const names = useNames();
  const detail = useQuery(entryQuery(register, code, search));
  const all = useQuery(allRegistersQuery);
  const defined = all.data?.registers.some((r) => r.code === register) ?? false;
  const def = useQuery({ ...registerDefinitionQuery(register), enabled: defined });
  const fields = useMemo(() => fieldsOf(def.data?.form), [def.data?.form]);
  const [proving, setProving] = useState<ProofOfWhat | null>(null);
  const entry = detail.data?.entry;
  // Fields are called by the titles of the definition: nothing is shown before it is known.
  const named = def.data !== undefined || def.isError || all.isError || (all.data !== undefined && !defined);
  const past = search.asOf !== undefined || search.recordedAsOf !== undefined;
  const title = def.data?.title ?? (all.data && !defined ? otherTitle(register) : '');
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...next }, replace: true });
  return (
    <>
      <Crumbs register={register} title={title} />
      <div className="page-head">
        <h1>{entry ? String(entry.body.name ?? entry.body.title ?? entry.code) : '事项'}</h1>
        {entry ? (
          <span className="quiet">
            {names.organ(entry.body.organ)}　{names.region(entry.region)}
          </span>
        ) : null}
      </div>
      {detail.isPending || (detail.data && !named) ? <Waiting rows={12} what="正在读取事项" /> : null}
      {detail.isError ? <Failure error={detail.error} again={() => detail.refetch()} /> : null}
      {def.isError ? <Failure error={def.error} again={() => def.refetch()} /> : null}
      {detail.data && entry && named ? (
        <div className="stack">
          <search className="filters days">
            <TwoTimes today={today} asOf={search.asOf} recordedAsOf={search.recordedAsOf} set={set} />
            {past ? (
              <EntryLink register={register} code={code} region={search.region}>
                看今天的内容
              </EntryLink>
            ) : null}
          </search>
          <div
            className={
              entry.status === '暂停实施' ? 'note late' : entry.status === '在用' ? 'note done' : 'note'
            }
          >
            <h2>{entry.status}</h2>
            <Standing register={register} entry={entry} />
          </div>
          {def.data && !past ? <Doing def={def.data} register={register} entry={entry} /> : null}
          <Bases detail={detail.data} />
          {def.data ? <Elements def={def.data} fields={fields} entry={entry} /> : null}
          <History register={register} detail={detail.data} fields={fields} prove={setProving} />
        </div>
      ) : null}
      <ProofDrawer what={proving} close={() => setProving(null)} />
    </>
  );
}
