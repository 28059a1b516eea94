/** What changed in a register between two days. */
import { addDays } from '@fadu/kernel/time/date';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { compareQuery, registerDefinitionQuery } from '../../api/registers.ts';
import { plainDay } from '../../days.ts';
import { DayInput } from '../../form/schema-form.tsx';
import { LongList } from '../../parts/long-list.tsx';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { Crumbs, EntryLink, useNames } from './parts.tsx';

const KIND_TAGS: Readonly<Record<string, string>> = {
  新增: 'tag done',
  变更: 'tag now',
  暂停: 'tag late',
  恢复: 'tag done',
  取消: 'tag',
};

const OWN_FIELDS: Readonly<Record<string, string>> = {
  status: '状态',
  suspended: '暂停原因',
  reason: '理由',
  replacedBy: '承接的编码',
};

export function ComparePage() {
  const { register } = useParams({ from: '/registers/$register/compare' });
  const search = useSearch({ from: '/registers/$register/compare' });
  const navigate = useNavigate({ from: '/registers/$register/compare' });
  const { today } = useSession();
  const names = useNames();
  const to = search.to ?? today;
  const from = search.from ?? addDays(to, -30);
  const def = useQuery(registerDefinitionQuery(register));
  const compared = useQuery(compareQuery(register, from, to, search.region));
  const set = (next: typeof search) => void navigate({ search: { ...search, ...next }, replace: true });
  const titles = new Map(def.data?.columns.map((c) => [c.field, c.title]));
  const items = compared.data?.items ?? [];
  const counts = [...Map.groupBy(items, (i) => i.kind)].map(([kind, list]) => `${kind} ${list.length}`);
  return (
    <>
      <Crumbs register={register} title={def.data?.title ?? ''} />
      <div className="page-head">
        <h1>比较两天</h1>
        <span className="quiet">{def.data ? `${def.data.title}，从哪天到哪天有什么变化` : ''}</span>
      </div>
      <search className="filters days">
        <label htmlFor="from">
          从
          <DayInput id="from" value={from} onChange={(day) => set({ from: day })} />
        </label>
        <label htmlFor="to">
          到
          <DayInput id="to" value={to} onChange={(day) => set({ to: day === today ? undefined : day })} />
        </label>
      </search>
      {compared.isPending || def.isPending ? <Waiting rows={8} what="正在比较" /> : null}
      {compared.isError ? <Failure error={compared.error} again={() => compared.refetch()} /> : null}
      {def.isError ? <Failure error={def.error} again={() => def.refetch()} /> : null}
      {items.length && !def.isPending ? (
        <>
          <p role="status">
            {plainDay(from)}到{plainDay(to)}：{counts.join('，')}
          </p>
          <LongList label="两天之间的变化" items={items} estimate={56} keyOf={(i) => `${i.region}/${i.code}`}>
            {(i) => (
              <div className="row change-row">
                <span className={KIND_TAGS[i.kind] ?? 'tag'}>{i.kind}</span>
                <span>
                  <EntryLink register={register} code={i.code} region={i.region} asOf={to}>
                    {i.name}
                  </EntryLink>
                  <span className="quiet small" style={{ display: 'block' }}>
                    {i.code}
                  </span>
                  {i.fields.length ? (
                    <span className="small" style={{ display: 'block' }}>
                      改动：
                      {[...new Set(i.fields.map((f) => titles.get(f) ?? OWN_FIELDS[f] ?? '其他内容'))].join(
                        '、',
                      )}
                      {'　'}
                      <EntryLink register={register} code={i.code} region={i.region} asOf={from}>
                        看之前的内容
                      </EntryLink>
                    </span>
                  ) : null}
                </span>
                <span className="small">
                  {names.organ(i.organ)}
                  <span className="quiet" style={{ display: 'block' }}>
                    {names.region(i.region)}
                  </span>
                </span>
              </div>
            )}
          </LongList>
        </>
      ) : null}
      {compared.data && items.length === 0 ? (
        <Empty title="这两天之间没有变化">
          清单在{plainDay(from)}和{plainDay(to)}是一样的，换两天再比。
        </Empty>
      ) : null}
    </>
  );
}
