/** On the page of a change of law: what it does before it is confirmed, and what remains to be reviewed after. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  type ChangeAsked,
  type ChangedItem,
  lawChangesQuery,
  lawPage,
  type RecordedChange,
} from '../../api/laws.ts';
import { organsQuery } from '../../api/queries.ts';
import type { CaseDetail, TimelineEntry } from '../../api/types.ts';
import { longDay, plainDay } from '../../days.ts';
import { Failure, Waiting } from '../../parts/states.tsx';
import { placesOf, STANDING_TAG } from './changes.tsx';
import { Impact } from './impact.tsx';

const enteredIn = (entry: TimelineEntry, field: string): unknown =>
  entry.entered.find((e) => e.field === field)?.value;

/** The change as it was proposed last. */
function proposedIn(view: CaseDetail): ChangeAsked | null {
  const last = view.timeline.findLast((e) => !e.voided && ['propose-change', 'amend-change'].includes(e.act));
  if (!last) return null;
  const articles = enteredIn(last, 'articles');
  return {
    instrument: String(enteredIn(last, 'instrument') ?? ''),
    articles: Array.isArray(articles) ? articles.map(String) : [],
    change: String(enteredIn(last, 'change') ?? ''),
    effectiveOn: String(enteredIn(last, 'effectiveOn') ?? ''),
  };
}

interface Handled {
  readonly region: string;
  readonly register: string;
  readonly code: string;
  readonly outcome: string;
  readonly caseId?: string;
}

const keyOf = (e: { readonly region: string; readonly register: string; readonly code: string }) =>
  `${e.region}\n${e.register}\n${e.code}`;

/** What the organs have reported so far, by entry; a later report of the same entry counts. */
function handledIn(view: CaseDetail): ReadonlyMap<string, Handled> {
  const rows = view.timeline
    .filter((e) => e.act === 'report-adjustment' && !e.voided)
    .flatMap((e) => (enteredIn(e, 'handled') ?? []) as readonly Handled[]);
  return new Map(rows.map((h) => [keyOf(h), h]));
}

function Line({ item, handled }: { readonly item: ChangedItem; readonly handled?: Handled }) {
  return (
    <li className="impact-item">
      <span>
        <Link
          to="/registers/$register/entries/$code"
          params={{ register: item.register, code: item.code }}
          search={{ region: item.region }}
          className="name"
        >
          {item.name}
        </Link>
        <span className="quiet small" style={{ display: 'block' }}>
          {item.registerTitle}　{item.code}
        </span>
      </span>
      <span>
        {item.fallen ? <span className="tag late">暂停实施</span> : null}{' '}
        {handled ? (
          <span className="tag done">{handled.outcome}</span>
        ) : (
          <span className="tag soon">还没有报告</span>
        )}
        {handled?.caseId ? (
          <Link
            to="/cases/$id"
            params={{ id: handled.caseId }}
            className="small"
            style={{ marginInlineStart: 8 }}
          >
            调整事项
          </Link>
        ) : null}
      </span>
    </li>
  );
}

function Recorded({ change, view }: { readonly change: RecordedChange; readonly view: CaseDetail }) {
  const organs = useQuery(organsQuery);
  const handled = handledIn(view);
  const left = change.affected.filter((a) => !handled.has(keyOf(a)));
  const fallen = change.affected.filter((a) => a.fallen);
  const nameOf = (id: string) => organs.data?.items.find((o) => o.id === id)?.fullName ?? id;
  const byOrgan = [...Map.groupBy(change.affected, (a) => a.organ)].sort(
    ([, a], [, b]) =>
      Number(b.some((i) => !handled.has(keyOf(i)))) - Number(a.some((i) => !handled.has(keyOf(i)))),
  );
  return (
    <div className="impact">
      <p>
        <a href={lawPage(change.instrument, change.articles[0])} target="_blank" rel="noreferrer">
          《{change.instrument.replace(/[《》]/gu, '')}》{placesOf(change)}
        </a>
        自{plainDay(change.effectiveOn)}起{change.change}（{change.by}）。{' '}
        <span className={STANDING_TAG[change.standing]}>{change.standing}</span>
      </p>
      {change.count === 0 ? (
        <div className="note done">
          <h3>没有事项依据它</h3>
        </div>
      ) : (
        <ul className="impact-sum">
          <li className="falls">
            <b>{fallen.length}</b>项没有其他依据，已经暂停实施
          </li>
          <li className="review">
            <b>{left.length}</b>项还没有报告处理情况，共{change.count}项
          </li>
          {change.due ? (
            <li>
              最后一日
              <b style={{ fontSize: 16 }}>{longDay(change.due)}</b>
            </li>
          ) : null}
        </ul>
      )}
      {byOrgan.map(([organ, items]) => (
        <section key={organ} aria-label={nameOf(organ)} data-organ={organ}>
          <div className="group-head">
            <h3>{nameOf(organ)}</h3>
            <span className="n">{items.length}</span>
            <span className="quiet small">
              {items.every((i) => handled.has(keyOf(i))) ? '已经报告' : '还要报告'}
            </span>
          </div>
          <ul className="rows">
            {items.map((i) => (
              <Line key={keyOf(i)} item={i} handled={handled.get(keyOf(i))} />
            ))}
          </ul>
        </section>
      ))}
      {change.count > change.affected.length ? (
        <p className="quiet small">
          共{change.count}项，这里列出前{change.affected.length}项；其余见各清单。
        </p>
      ) : null}
    </div>
  );
}

/** The part of a case page that shows what the change does; nothing for a change that was dropped. */
export function CaseImpact({ view }: { readonly view: CaseDetail }) {
  const recorded = view.timeline.some((e) => e.act === 'record-change' && !e.voided);
  const changes = useQuery({ ...lawChangesQuery, enabled: recorded });
  const proposed = proposedIn(view);
  if (!recorded && (view.ended || !proposed)) return null;
  const change = changes.data?.items.find((c) => c.caseId === view.id);
  return (
    <section aria-labelledby="impact-title">
      <h2 id="impact-title">{recorded ? '受影响的事项' : '登记以后会怎样'}</h2>
      {!recorded && proposed ? <Impact change={proposed} /> : null}
      {recorded && changes.isError ? <Failure error={changes.error} again={() => changes.refetch()} /> : null}
      {recorded && changes.isPending ? <Waiting rows={4} what="正在读取受影响的事项" /> : null}
      {change ? <Recorded change={change} view={view} /> : null}
      {recorded && changes.data && !change ? (
        <p className="quiet">
          这是较早的变动，受影响的事项见<a href="/registers/law-changes">公开的法律变动</a>。
        </p>
      ) : null}
    </section>
  );
}
