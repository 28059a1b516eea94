/** What may be done now as buttons; the rest with the reason and the article why not. */
import type { CaseDetail, MayAct, MayNotAct } from '../../api/types.ts';
import { Cites } from '../../parts/cites.tsx';

function WhyNot({ act }: { readonly act: MayNotAct }) {
  return (
    <li>
      <h3>
        {act.title}
        <span className="quiet small by">由{act.by.join('、')}办理</span>
      </h3>
      <ul>
        {act.refusals.map((r, i) => (
          <li key={i}>
            {r.detail.replace(/[。.]?$/, '。')} <Cites list={r.citations} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Group(props: {
  readonly title: string;
  readonly about: string;
  readonly acts: readonly MayNotAct[];
}) {
  if (props.acts.length === 0) return null;
  return (
    <details className="why-not">
      <summary>
        {props.title}
        <span className="quiet by">{props.acts.length} 项</span>
        <span className="quiet by">{props.about}</span>
      </summary>
      <ul>
        {props.acts.map((a) => (
          <WhyNot key={a.act} act={a} />
        ))}
      </ul>
    </details>
  );
}

export function Acts({ view, open }: { readonly view: CaseDetail; readonly open: (act: MayAct) => void }) {
  const has = (act: MayNotAct, ...codes: string[]) => act.refusals.some((r) => codes.includes(r.code));
  const others = view.mayNot.filter((a) => has(a, 'who'));
  const mine = view.mayNot.filter((a) => !has(a, 'who'));
  const lacking = mine.filter((a) => !has(a, 'phase', 'once', 'ended'));
  const elsewhere = mine.filter((a) => has(a, 'phase', 'once', 'ended'));
  const ways = [...view.may].sort((a, b) => Number(a.ends) - Number(b.ends));
  return (
    <section aria-labelledby="acts-title">
      <h2 id="acts-title">现在能办什么</h2>
      {ways.length ? (
        <ul className="acts">
          {ways.map((act) => (
            <li key={act.act}>
              <button
                type="button"
                className={act.ends ? 'act ends' : 'act'}
                onClick={() => open(act)}
                data-row
              >
                <span className="act-title">{act.title}</span>
                {act.about ? <span className="small quiet">{act.about}</span> : null}
                {act.ends ? <span className="small act-warn">办理后本件结束</span> : null}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <div className="note idle">
          <h3>{view.ended ? `本件已办结：${view.phase.title}` : '这个岗位现在没有要办的'}</h3>
          <p>
            {view.ended
              ? '办结后不再办理，记录和文书可以随时查看。'
              : '轮到别的单位或者别的岗位。下面写明每一步由谁办理、还差什么。'}
          </p>
        </div>
      )}
      <Group title="条件还不具备" about="本阶段、本岗位的步骤，差什么、依据哪一条" acts={lacking} />
      <Group title="不在这个阶段" about="已经办过，或者属于别的阶段" acts={elsewhere} />
      <Group title="由别人办理" about="其他岗位、其他单位或者公众的步骤" acts={others} />
    </section>
  );
}
