/** Files of the case: what there is, what is missing, handing in, and the case file. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { ApiProblem } from '../../api/http.ts';
import { caseFilePdf, materialsQuery } from '../../api/materials.ts';
import type { CaseDetail } from '../../api/types.ts';
import { moment } from '../../days.ts';
import { ProblemNote } from '../../parts/problem.tsx';
import { Failure } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { HandInForm } from './hand-in-form.tsx';
import { sizeText } from './material-words.ts';
import { MaterialDrawer } from './materials-step.tsx';

/** The case file, fetched and saved under its name. */
function CaseFileButton({ caseId }: { readonly caseId: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { blob, name } = await caseFilePdf(caseId);
      const url = URL.createObjectURL(blob);
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => void save()} loading={busy}>
        案卷
      </Button>
      {problem ? <ProblemNote problem={problem} /> : null}
    </>
  );
}

/** The panel; nothing where the procedure has no use for files and there are none. */
export function Materials({ view }: { readonly view: CaseDetail }) {
  const { today } = useSession();
  const client = useQueryClient();
  const found = useQuery(materialsQuery(view.id));
  const [open, setOpen] = useState<string | null>(null);
  const [handing, setHanding] = useState<{ seq?: number } | null>(null);
  if (found.isError) {
    // Whoever is no organ or party of the case has no files here; that is not a fault of the page.
    if (found.error instanceof ApiProblem && [403, 404].includes(found.error.status)) return null;
    return <Failure error={found.error} again={() => found.refetch()} />;
  }
  if (!found.data?.offered) return null;
  const { items, standing, mayHandIn, accepts } = found.data;
  const titleOf = (seq: number | null) =>
    seq === null ? '全案' : `第${seq}步　${view.timeline.find((e) => e.seq === seq)?.title ?? ''}`;
  const missing = (standing?.steps ?? []).filter((s) => s.says);
  const documents = (standing?.documents ?? []).filter((d) => d.state === 'missing');
  return (
    <section aria-labelledby="materials-title" className="materials">
      <div className="materials-head">
        <h2 id="materials-title">
          材料 <span className="quiet small">{items.length} 份</span>
        </h2>
        <span className="materials-acts">
          {mayHandIn ? <Button onClick={() => setHanding({})}>移交材料</Button> : null}
          <CaseFileButton caseId={view.id} />
        </span>
      </div>
      {missing.length || documents.length ? (
        <div className={missing.length ? 'note late' : 'note'} role="status">
          <h3>案卷还缺</h3>
          <ul>
            {missing.map((s) => (
              <li key={s.seq}>
                {s.says}
                {s.unconfirmed ? <span className="tag">清单未核实</span> : null}
                {mayHandIn ? (
                  <button type="button" className="linklike" onClick={() => setHanding({ seq: s.seq })}>
                    移交
                  </button>
                ) : null}
              </li>
            ))}
            {documents.map((d) => (
              <li key={d.id}>
                一案三书缺少《{d.title}》，结案时可以写明不制发的理由
                {d.unconfirmed ? <span className="tag">范围未核实</span> : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {handing ? (
        <HandInForm
          key={handing.seq ?? 'any'}
          view={view}
          seq={handing.seq}
          accepts={accepts}
          done={() => {
            setHanding(null);
            void client.invalidateQueries({ queryKey: ['materials', view.id] });
          }}
          changed={() => void client.invalidateQueries({ queryKey: ['materials', view.id] })}
          close={() => setHanding(null)}
        />
      ) : null}
      {items.length ? (
        <ul className="material-list">
          {items.map((m) => (
            <li key={m.id}>
              <button type="button" className="material" onClick={() => setOpen(m.id)}>
                <span className="material-kind">{m.kind}</span>
                <span className="material-words">
                  <strong>{m.name}</strong>
                  <span className="small quiet">
                    {titleOf(m.seq)}；{moment(m.capturedAt, today)}，{sizeText(m.size)}，{m.handedBy}移交
                  </span>
                </span>
                {m.continuous ? null : <span className="tag late">有中断</span>}
              </button>
            </li>
          ))}
        </ul>
      ) : handing ? null : (
        <p className="quiet small">还没有移交照片、录音录像和扫描件。</p>
      )}
      <MaterialDrawer
        caseId={view.id}
        material={items.find((m) => m.id === open) ?? null}
        close={() => setOpen(null)}
      />
    </section>
  );
}
