/** What happened: who, when, what was entered, what it moved, what has lost its force. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { definitionQuery } from '../../api/queries.ts';
import type { CaseDetail, Definition, TimelineEntry } from '../../api/types.ts';
import { moment } from '../../days.ts';
import { Cites } from '../../parts/cites.tsx';
import type { ProofOfWhat } from '../../parts/proof.tsx';
import { Value } from '../../parts/value.tsx';
import { type Field, fieldsOf, type Schema } from '../../schema.ts';
import { useSession } from '../../session.tsx';
import { StepMaterials } from './materials-step.tsx';

/** A long file opens at its newest steps. */
const FIRST = 20;
/** A step with more entries than this shows the first of them, the rest on demand. */
const ENTRIES = 5;

const KIND: Readonly<Record<string, string>> = { system: '系统', anonymous: '公众' };

function byWhom(entry: TimelineEntry): string {
  const { kind, name, organ, role } = entry.by;
  if (kind === 'system') return '系统自动办理';
  return [organ, role, name || KIND[kind]].filter(Boolean).join('　') || '公众';
}

function Entered(props: { readonly entries: TimelineEntry['entered']; readonly fields: readonly Field[] }) {
  if (props.entries.length === 0) return null;
  return (
    <dl className="facts entry-facts">
      {props.entries.map((e) => (
        <div key={e.field} style={{ display: 'contents' }}>
          <dt>{e.title}</dt>
          <dd>
            <Value value={e.value} field={props.fields.find((f) => f.name === e.field)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Entry(props: {
  readonly entry: TimelineEntry;
  readonly caseId: string;
  /** Phase it moved the case to, if it moved it. */
  readonly movedTo: string | null;
  readonly definition?: Definition;
  readonly prove: (what: ProofOfWhat) => void;
}) {
  const { entry, definition } = props;
  const { today } = useSession();
  const fields = fieldsOf(definition?.acts[entry.act]?.form as Schema | null | undefined);
  return (
    <li className={entry.voided ? 'entry voided' : 'entry'} id={`act-${entry.seq}`}>
      <div className="entry-head">
        <span className="entry-seq" aria-hidden="true">
          {entry.seq}
        </span>
        <h3>{entry.title}</h3>
        {entry.voided ? <span className="tag late">已失效：因“{entry.voided.title}”</span> : null}
        {props.movedTo ? <span className="tag">进入“{props.movedTo}”阶段</span> : null}
        {entry.issued.map((i) => (
          <span key={i.text} className="tag now">
            {i.title} {i.text}
          </span>
        ))}
      </div>
      <p className="quiet small">
        {moment(entry.at, today)}　{byWhom(entry)}
      </p>
      <Entered entries={entry.entered.slice(0, ENTRIES)} fields={fields} />
      {entry.entered.length > ENTRIES ? (
        <details>
          <summary className="small quiet">其余 {entry.entered.length - ENTRIES} 项</summary>
          <Entered entries={entry.entered.slice(ENTRIES)} fields={fields} />
        </details>
      ) : null}
      <StepMaterials caseId={props.caseId} seq={entry.seq} />
      <p className="small entry-foot">
        <Cites list={entry.cites} />
        <button
          type="button"
          className="linklike"
          onClick={() =>
            props.prove({
              title: `第 ${entry.seq} 步 ${entry.title}`,
              path: `/api/v1/records/${encodeURIComponent(props.caseId)}/${entry.seq}/proof`,
            })
          }
        >
          存证证明
        </button>
      </p>
    </li>
  );
}

export function Timeline({
  view,
  prove,
}: {
  readonly view: CaseDetail;
  readonly prove: (what: ProofOfWhat) => void;
}) {
  const definition = useQuery(definitionQuery(view.procedure.code));
  const [all, setAll] = useState(false);
  const newest = [...view.timeline].reverse();
  const shown = all ? newest : newest.slice(0, FIRST);
  const titles = new Map(
    definition.data?.phases.map((p) => [p.name, p.title]) ?? view.phases.map((p) => [p.id, p.title]),
  );
  const movedTo = (entry: TimelineEntry): string | null => {
    const before = view.timeline.find((e) => e.seq === entry.seq - 1)?.movedTo;
    return entry.movedTo && entry.movedTo !== before ? (titles.get(entry.movedTo) ?? null) : null;
  };
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">
        经过 <span className="quiet small">{view.timeline.length} 步，最近的在前</span>
      </h2>
      <ol className="timeline" reversed>
        {shown.map((entry) => (
          <Entry
            key={entry.seq}
            entry={entry}
            caseId={view.id}
            movedTo={movedTo(entry)}
            definition={definition.data}
            prove={prove}
          />
        ))}
      </ol>
      {shown.length < newest.length ? (
        <button type="button" className="linklike" onClick={() => setAll(true)}>
          看其余 {newest.length - shown.length} 步
        </button>
      ) : null}
    </section>
  );
}
