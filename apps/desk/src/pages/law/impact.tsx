/** What a change of law does to the lists: told before it is proposed, and again before it is confirmed. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ChangeAsked, type ImpactItem, impactQuery, type LawImpact } from '../../api/laws.ts';
import { longDay, plainDay } from '../../days.ts';
import { Failure, Waiting } from '../../parts/states.tsx';

/** Entries shown of one list before the rest is folded. */
const SHOWN = 100;

const USE_WORD: Readonly<Record<LawImpact['code'][number]['kind'], string>> = {
  procedure: '程序',
  act: '步骤',
  clock: '期限',
  law: '核对规则',
  paper: '文书',
  register: '清单',
};

function Item({ item }: { readonly item: ImpactItem }) {
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
          {item.registerTitle}　{item.organName}　{item.regionName}　{item.code}
        </span>
      </span>
      {item.fallen ? (
        <span className="tag late">{item.suspended ? '已经暂停' : '将暂停实施'}</span>
      ) : (
        <span className="tag soon">限期核对</span>
      )}
      <ul className="small">
        <li>变动的依据：{item.loses.join('、')}</li>
        {item.keeps.map((k) => (
          <li key={k.text}>
            {k.stands ? (
              <>另有依据：{k.text}，当天有效</>
            ) : (
              <span className="warn">另写的依据也不能用：{k.say}</span>
            )}
          </li>
        ))}
        {item.keeps.length === 0 ? <li>没有写别的依据</li> : null}
      </ul>
    </li>
  );
}

function Items({
  title,
  items,
  id,
}: {
  readonly title: string;
  readonly items: readonly ImpactItem[];
  readonly id: string;
}) {
  if (items.length === 0) return null;
  const row = (item: ImpactItem) => <Item key={`${item.register}/${item.region}/${item.code}`} item={item} />;
  return (
    <section aria-labelledby={id} data-impact={id}>
      <div className="group-head">
        <h3 id={id}>{title}</h3>
        <span className="n">{items.length}</span>
      </div>
      <ul className="rows">{items.slice(0, SHOWN).map(row)}</ul>
      {items.length > SHOWN ? (
        <details className="fold">
          <summary>其余 {items.length - SHOWN} 项</summary>
          <ul className="rows">{items.slice(SHOWN).map(row)}</ul>
        </details>
      ) : null}
    </section>
  );
}

function CodeUses({ impact }: { readonly impact: LawImpact }) {
  if (impact.code.length === 0) return null;
  const by = [...Map.groupBy(impact.code, (u) => u.ofTitle)];
  return (
    <details className="fold">
      <summary>本系统有 {impact.code.length} 处引用它，由管系统的人核对是否要改</summary>
      <ul className="note-list small">
        {by.map(([title, uses]) => (
          <li key={title}>
            {title}：{uses.map((u) => `${USE_WORD[u.kind]}“${u.title}”`).join('、')}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The whole of it: how many fall, how many are reviewed, by whom, until when, and each by its name. */
export function ImpactView({
  impact,
  effectiveOn,
}: {
  readonly impact: LawImpact;
  readonly effectiveOn: string;
}) {
  const fallen = impact.items.filter((i) => i.fallen);
  const review = impact.items.filter((i) => !i.fallen);
  return (
    <div className="impact">
      {impact.against.length ? (
        <div className="note late" role="alert">
          <h3>这项变动现在不能登记</h3>
          {impact.against.map((a) => (
            <p key={a.code}>{a.say}</p>
          ))}
        </div>
      ) : null}
      {impact.items.length ? (
        <>
          <ul className="impact-sum">
            <li className="falls">
              <b>{fallen.length}</b>项没有其他依据，自{plainDay(effectiveOn)}起暂停实施
            </li>
            <li className="review">
              <b>{review.length}</b>项有其他依据或者需要修改，限期核对
            </li>
            <li>
              <b>{impact.organs.length}</b>个机关要逐项报告；今天登记的，最后一日是{longDay(impact.due)}
            </li>
          </ul>
          <Items id="impact-falls" title="将暂停实施" items={fallen} />
          <Items id="impact-review" title="限期核对" items={review} />
          <section aria-labelledby="impact-organs">
            <div className="group-head">
              <h3 id="impact-organs">由谁核对</h3>
            </div>
            <p>{impact.organs.map((o) => `${o.name}${o.count}项`).join('，')}。</p>
          </section>
        </>
      ) : impact.against.length === 0 ? (
        <div className="note done">
          <h3>没有事项依据它</h3>
          <p>登记以后不影响清单，本件随即办结。</p>
        </div>
      ) : null}
      <CodeUses impact={impact} />
    </div>
  );
}

/** Asks what a change would do and shows it. */
export function Impact({ change }: { readonly change: ChangeAsked }) {
  const found = useQuery({ ...impactQuery(change), placeholderData: (before) => before });
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />;
  if (!found.data) return <Waiting rows={5} what="正在查找依据它的事项" />;
  return (
    <div style={found.isPlaceholderData ? { opacity: 0.55 } : undefined} aria-busy={found.isFetching}>
      <ImpactView impact={found.data} effectiveOn={change.effectiveOn} />
    </div>
  );
}
