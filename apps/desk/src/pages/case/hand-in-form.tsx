/** Handing in files: several at once, each with its progress; the hash is computed here before anything is sent. */
import { Button, Input, Progress, Select } from 'antd';
import { type ChangeEvent, useState } from 'react';
import { ApiProblem, newKey } from '../../api/http.ts';
import { handIn } from '../../api/materials.ts';
import type { CaseDetail } from '../../api/types.ts';
import { hashOfFile, kindOf, readGaps, sizeText } from './material-words.ts';

const KINDS = ['照片', '录音', '录像', '扫描件'];

/** One file that waits, is on its way, is there, or was refused. */
interface Waiting {
  readonly file: File;
  readonly key: string;
  readonly kind: string;
  /** When it was taken, as the input for a local time has it. */
  readonly taken: string;
  readonly gaps: string;
  readonly state: 'waiting' | 'hashing' | 'sending' | 'done' | 'refused';
  readonly share: number;
  readonly says?: string;
}

const STATE: Readonly<Record<Waiting['state'], string>> = {
  waiting: '等待移交',
  hashing: '正在计算SHA-256',
  sending: '正在上传',
  done: '已移交',
  refused: '没有收下',
};

/** A moment in China Standard Time as `datetime-local` writes it. */
const localTime = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16);

/** The officers a step names, as the form of that step had them. */
function officersOf(view: CaseDetail, seq: number | undefined): string {
  const entry = view.timeline.find((e) => e.seq === seq);
  const value = entry?.entered.find((e) => e.field === 'officers')?.value;
  return Array.isArray(value)
    ? value
        .map((o) => (o as { name?: string }).name)
        .filter(Boolean)
        .join('、')
    : '';
}
const placeOf = (view: CaseDetail, seq: number | undefined): string =>
  String(view.timeline.find((e) => e.seq === seq)?.entered.find((e) => e.field === 'place')?.value ?? '');

export function HandInForm(props: {
  readonly view: CaseDetail;
  readonly seq: number | undefined;
  readonly accepts: { readonly words: string; readonly most: number };
  readonly done: () => void;
  readonly changed: () => void;
  readonly close: () => void;
}) {
  const { view, accepts } = props;
  const [seq, setSeq] = useState(props.seq);
  const [place, setPlace] = useState(placeOf(view, props.seq));
  const [device, setDevice] = useState('');
  const [officers, setOfficers] = useState(officersOf(view, props.seq));
  const [about, setAbout] = useState('');
  const [files, setFiles] = useState<readonly Waiting[]>([]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const put = (key: string, change: Partial<Waiting>) =>
    setFiles((all) => all.map((f) => (f.key === key ? { ...f, ...change } : f)));
  const choose = (e: ChangeEvent<HTMLInputElement>) => {
    const added = [...(e.target.files ?? [])].map(
      (file): Waiting => ({
        file,
        key: newKey(),
        kind: kindOf(file.type),
        taken: localTime(file.lastModified),
        gaps: '',
        ...(file.size > accepts.most
          ? { state: 'refused', says: `超过${Math.floor(accepts.most / 1024 / 1024)} MB，请分段移交` }
          : { state: 'waiting' }),
        share: 0,
      }),
    );
    setFiles((all) => [...all, ...added]);
    e.target.value = '';
  };
  const toStep = (next: number | undefined) => {
    setSeq(next);
    if (!officers) setOfficers(officersOf(view, next));
    if (!place) setPlace(placeOf(view, next));
  };

  const one = async (f: Waiting): Promise<boolean> => {
    const gaps = readGaps(f.gaps);
    if (gaps.wrong !== null) {
      put(f.key, {
        state: 'waiting',
        says: `中断“${gaps.wrong}”要写成“10:00-19:00 更换电池”，原因不少于四个字`,
      });
      return false;
    }
    try {
      put(f.key, { state: 'hashing', share: 0, says: undefined });
      const sha256 = await hashOfFile(f.file, (share) => put(f.key, { share }));
      put(f.key, { state: 'sending', share: 0 });
      await handIn(
        view.id,
        f.file,
        {
          kind: f.kind,
          name: f.file.name,
          ...(seq !== undefined && { seq }),
          capturedAt: new Date(`${f.taken}:00+08:00`).toISOString(),
          place: place.trim(),
          device: device.trim(),
          officers: officers
            .split(/[、，,\s]+/)
            .map((o) => o.trim())
            .filter(Boolean),
          about: about.trim(),
          gaps: gaps.gaps,
          sha256,
        },
        f.key,
        (share) => put(f.key, { share }),
      );
      put(f.key, { state: 'done', share: 1 });
      props.changed();
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      put(f.key, { state: 'refused', says: error.message });
      return false;
    }
  };
  const submit = async () => {
    const open = files.filter((f) => f.state !== 'done' && f.file.size <= accepts.most);
    if (open.length === 0) return setFault('请先选择文件');
    if (!place.trim() || !device.trim()) return setFault('请写明形成地点和设备');
    setFault(null);
    setBusy(true);
    let whole = true;
    // One after the other: several films at once only wait for each other.
    for (const f of open) whole = (await one(f)) && whole;
    setBusy(false);
    if (whole && files.every((f) => f.state === 'done' || open.includes(f))) props.done();
  };
  return (
    <form
      className="hand-in"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <div className="hand-in-fields">
        <label htmlFor="hand-in-step">
          是哪一步的记录
          <Select
            id="hand-in-step"
            value={seq ?? 0}
            onChange={(v: number) => toStep(v === 0 ? undefined : v)}
            options={[
              { value: 0, label: '全案' },
              ...view.timeline.map((e) => ({ value: e.seq, label: `第${e.seq}步　${e.title}` })),
            ]}
          />
        </label>
        <label htmlFor="hand-in-place">
          形成地点
          <Input
            id="hand-in-place"
            value={place}
            maxLength={200}
            onChange={(e) => setPlace(e.target.value)}
          />
        </label>
        <label htmlFor="hand-in-device">
          设备
          <Input
            id="hand-in-device"
            value={device}
            maxLength={100}
            placeholder="如执法记录仪编号"
            onChange={(e) => setDevice(e.target.value)}
          />
        </label>
        <label htmlFor="hand-in-officers">
          在场的执法人员
          <Input
            id="hand-in-officers"
            value={officers}
            maxLength={400}
            placeholder="用顿号隔开"
            onChange={(e) => setOfficers(e.target.value)}
          />
        </label>
        <label htmlFor="hand-in-about" className="wide">
          <span>
            内容说明 <span className="optional">选填</span>
          </span>
          <Input
            id="hand-in-about"
            value={about}
            maxLength={1000}
            onChange={(e) => setAbout(e.target.value)}
          />
        </label>
      </div>
      <p>
        <label className="file-choice">
          选择文件
          <input type="file" multiple onChange={choose} disabled={busy} />
        </label>
        <span className="quiet small">
          {accepts.words}；一个不超过{Math.floor(accepts.most / 1024 / 1024)} MB
        </span>
      </p>
      {files.length ? (
        <ul className="hand-in-files">
          {files.map((f) => (
            <li key={f.key}>
              <div className="hand-in-file">
                <strong>{f.file.name}</strong>
                <span className="quiet small">{sizeText(f.file.size)}</span>
                <Select
                  aria-label={`${f.file.name}的种类`}
                  size="small"
                  value={f.kind}
                  disabled={busy || f.state === 'done'}
                  options={KINDS.map((k) => ({ value: k, label: k }))}
                  onChange={(kind) => put(f.key, { kind })}
                />
                <Input
                  type="datetime-local"
                  size="small"
                  className="hand-in-taken"
                  aria-label={`${f.file.name}的形成时间`}
                  value={f.taken}
                  disabled={busy || f.state === 'done'}
                  onChange={(e) => put(f.key, { taken: e.target.value })}
                />
                <span
                  className={f.state === 'refused' ? 'tag late' : f.state === 'done' ? 'tag done' : 'tag'}
                >
                  {STATE[f.state]}
                </span>
                {busy || f.state === 'done' ? null : (
                  <Button
                    size="small"
                    type="text"
                    onClick={() => setFiles((all) => all.filter((x) => x.key !== f.key))}
                  >
                    去掉
                  </Button>
                )}
              </div>
              {f.kind === '录像' || f.kind === '录音' ? (
                <Input.TextArea
                  aria-label={`${f.file.name}的中断`}
                  autoSize={{ minRows: 1, maxRows: 4 }}
                  value={f.gaps}
                  disabled={busy || f.state === 'done'}
                  placeholder="有中断的一行写一处：10:00-19:00 更换电池；没有的不填"
                  onChange={(e) => put(f.key, { gaps: e.target.value })}
                />
              ) : null}
              {f.state === 'hashing' || f.state === 'sending' ? (
                <Progress
                  percent={Math.round(f.share * 100)}
                  size="small"
                  aria-label={`${f.file.name}：${STATE[f.state]}`}
                />
              ) : null}
              {f.says ? (
                <p className="fault" role="alert">
                  {f.says}
                </p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {fault ? (
        <p className="fault" role="alert">
          {fault}
        </p>
      ) : null}
      <div className="hand-in-foot">
        <Button onClick={props.close} disabled={busy}>
          收起
        </Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          移交{files.length ? `（${files.filter((f) => f.state !== 'done').length}）` : ''}
        </Button>
      </div>
    </form>
  );
}
