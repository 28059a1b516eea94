/** The files of one step, beside it on the time line, and the player that stays open while one reads on. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { ApiProblem } from '../../api/http.ts';
import { type MaterialLine, materialsQuery, openMaterial } from '../../api/materials.ts';
import { moment } from '../../days.ts';
import { ProblemNote } from '../../parts/problem.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { useSession } from '../../session.tsx';
import { sizeText, timeText } from './material-words.ts';

/** Why a file is read: recorded with each reading. */
const REASONS = ['办案核对', '案件审核', '法制审核', '听证质证', '集体讨论', '归档检查', '监督检查'] as const;

/** A file as it plays or shows, once its reading is recorded. */
function Shown({ material, url }: { readonly material: MaterialLine; readonly url: string }) {
  if (material.media.startsWith('image/'))
    return <img className="material-shown" src={url} alt={material.name} />;
  if (material.media.startsWith('audio/'))
    // biome-ignore lint/a11y/useMediaCaption: a recording of the scene has no captions
    return <audio className="material-shown" src={url} controls preload="metadata" />;
  if (material.media.startsWith('video/'))
    // biome-ignore lint/a11y/useMediaCaption: a recording of the scene has no captions
    return <video className="material-shown" src={url} controls preload="metadata" />;
  return (
    <p>
      <a href={url}>打开扫描件</a>
    </p>
  );
}

/** One file: what is known of it, the reason asked for, then the file itself, and everyone who has read it. */
export function MaterialDrawer(props: {
  readonly caseId: string;
  readonly material: MaterialLine | null;
  readonly close: () => void;
}) {
  const { caseId, material, close } = props;
  const { today } = useSession();
  const client = useQueryClient();
  const [why, setWhy] = useState<string>(REASONS[0]);
  const [url, setUrl] = useState<{ id: string; url: string } | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const open = async (kind: '查看' | '下载') => {
    if (!material) return;
    setProblem(null);
    try {
      const at = await openMaterial(caseId, material.id, kind, why);
      if (kind === '查看') setUrl({ id: material.id, url: at });
      else window.location.assign(at);
      void client.invalidateQueries({ queryKey: ['materials', caseId] });
    } catch (error) {
      if (error instanceof ApiProblem) setProblem(error);
      else throw error;
    }
  };
  return (
    <SidePanel
      open={material !== null}
      onClose={() => {
        setUrl(null);
        close();
      }}
      title={material?.name}
      size={520}
      // The time line stays readable beside it.
      mask={false}
    >
      {material ? (
        <div className="stack material-drawer">
          {problem ? <ProblemNote problem={problem} /> : null}
          {url?.id === material.id ? (
            <Shown material={material} url={url.url} />
          ) : (
            <div className="material-why">
              <label htmlFor="material-why">查看事由</label>
              <Select
                id="material-why"
                value={why}
                options={REASONS.map((r) => ({ value: r, label: r }))}
                onChange={setWhy}
              />
              <Button type="primary" onClick={() => void open('查看')}>
                {material.media.startsWith('video/') || material.media.startsWith('audio/') ? '播放' : '查看'}
              </Button>
              <Button onClick={() => void open('下载')}>下载</Button>
              <p className="quiet small">每次查看、下载都记入保管记录和存证日志。</p>
            </div>
          )}
          {material.gaps.length ? (
            <div className="note late">
              <h3>有中断，照样作为证据，由办案人员说明</h3>
              <ul>
                {material.gaps.map((g) => (
                  <li key={g.from}>
                    {timeText(g.from)}至{timeText(g.to)}：{g.reason}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          <dl className="facts">
            <dt>形成</dt>
            <dd>
              {moment(material.capturedAt, today)}，{material.place}
            </dd>
            <dt>设备</dt>
            <dd>{material.device}</dd>
            {material.officers.length ? (
              <>
                <dt>执法人员</dt>
                <dd>{material.officers.join('、')}</dd>
              </>
            ) : null}
            {material.about ? (
              <>
                <dt>内容</dt>
                <dd>{material.about}</dd>
              </>
            ) : null}
            <dt>文件</dt>
            <dd>
              {material.kind}，{sizeText(material.size)}，{material.media}
            </dd>
            <dt>SHA-256</dt>
            <dd className="small hash">{material.sha256}</dd>
          </dl>
          <section>
            <h3>保管记录</h3>
            <ol className="custody">
              {material.custody.map((c) => (
                <li key={c.id}>
                  <span>{c.kind}</span>
                  <span>
                    {c.organ ? `${c.organ}　` : ''}
                    {c.by}
                  </span>
                  <span className="quiet small">
                    {moment(c.at, today)}，{c.why}
                  </span>
                </li>
              ))}
            </ol>
          </section>
        </div>
      ) : null}
    </SidePanel>
  );
}

/** Buttons of the files of one step; nothing where there are none. */
export function StepMaterials({ caseId, seq }: { readonly caseId: string; readonly seq: number }) {
  const found = useQuery(materialsQuery(caseId));
  const [open, setOpen] = useState<string | null>(null);
  const mine = (found.data?.items ?? []).filter((m) => m.seq === seq);
  const step = found.data?.standing?.steps.find((s) => s.seq === seq);
  if (mine.length === 0 && !step?.says) return null;
  return (
    <div className="step-materials">
      {mine.map((m) => (
        <button key={m.id} type="button" className="material-chip" onClick={() => setOpen(m.id)}>
          {m.kind}　{m.name}
          {m.continuous ? '' : '（有中断）'}
        </button>
      ))}
      {step?.says ? <span className="tag late">缺{step.kinds.join('或者')}</span> : null}
      <MaterialDrawer
        caseId={caseId}
        material={mine.find((m) => m.id === open) ?? null}
        close={() => setOpen(null)}
      />
    </div>
  );
}
