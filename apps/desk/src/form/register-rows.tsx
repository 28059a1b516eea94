/** The rows of a batch: read from a table or pasted from a spreadsheet, each opened in the form of its register. */
import { Button, Input, Progress, Select, Upload } from 'antd';
import { type ComponentType, useEffect, useId, useState } from 'react';
import { ApiProblem } from '../api/http.ts';
import { type ImportStep, type ImportSummary, importTable } from '../api/registers.ts';
import { LongList } from '../parts/long-list.tsx';
import { ProblemNote } from '../parts/problem.tsx';
import type { Faults, Values } from '../schema.ts';
import { cellsOf, tableFile } from '../tables.ts';
import { type EditorProps, type FormProps, idOf, useScene } from './field.tsx';
import { EntryForm } from './register-entry.tsx';

interface Row {
  readonly code: string;
  readonly body: Record<string, unknown>;
}

/** Rows of the same code come once: the later one counts. */
export const joined = (rows: readonly Row[], more: readonly Row[]): readonly Row[] => [
  ...new Map([...rows, ...more].map((r) => [r.code, r])).values(),
];

type Scene = ReturnType<typeof useScene>;

/** The rows and the register as the case has them now. */
function standing(timeline: Scene['timeline']) {
  const acts = timeline.filter((e) => e.act === 'submit-batch' || e.act === 'amend-batch');
  const entered = (field: string) =>
    acts
      .flatMap((a) => a.entered)
      .filter((e) => e.field === field)
      .at(-1)?.value;
  return {
    register: String(entered('register') ?? ''),
    rows: (entered('rows') ?? []) as readonly Row[],
  };
}

/** Rows of the batch that are left out, chosen by their names. */
export function BatchCodes({ value, onChange, id, describedBy, invalid }: EditorProps) {
  const { timeline } = useScene();
  const { rows } = standing(timeline);
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      mode="multiple"
      style={{ width: '100%' }}
      showSearch={{
        filterOption: (typed, option) => String(option?.label ?? '').includes(typed.trim()),
      }}
      placeholder="写名称或者编码中的字查找，可以选多项"
      notFoundContent="这一批里没有"
      value={(value as string[] | undefined) ?? []}
      options={rows.map((r) => ({ value: r.code, label: `${String(r.body.name ?? '')}（${r.code}）` }))}
      onChange={(codes: string[]) => onChange(codes.length ? codes : undefined)}
    />
  );
}

function FromTable(props: {
  readonly register: string;
  readonly take: (rows: readonly Row[]) => void;
  readonly id: string;
}) {
  const [pasted, setPasted] = useState('');
  const [step, setStep] = useState<ImportStep | null>(null);
  const [found, setFound] = useState<ImportSummary | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const boxId = useId();
  const read = async (file: File) => {
    setProblem(null);
    setFound(null);
    setStep({ step: '读取表格', done: 0, of: 1 });
    try {
      const result = await importTable(props.register, file, 'rows', setStep);
      setFound(result);
      props.take(result.entries ?? []);
      setPasted('');
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? error
          : new ApiProblem({ title: '没有读出来', detail: '表格没有读出来，请再试一次。' }),
      );
    } finally {
      setStep(null);
    }
  };
  return (
    <div className="stack tight">
      <div className="toolbar">
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(file) => {
            void read(file);
            return false;
          }}
        >
          <Button id={props.id} disabled={props.register === ''}>
            从表格读入
          </Button>
        </Upload>
        <span className="quiet small">同一编码的行，以读入的为准；逐行核对，有问题的不收。</span>
      </div>
      <label htmlFor={boxId} className="quiet small">
        也可以在表格软件里连同表头一起复制，贴在这里：
      </label>
      <Input.TextArea
        id={boxId}
        rows={3}
        value={pasted}
        onChange={(e) => setPasted(e.target.value)}
        placeholder="第一行是列名，与模板一致"
      />
      {pasted.trim() ? (
        <div className="toolbar">
          <Button
            disabled={props.register === '' || cellsOf(pasted).length < 2}
            onClick={() => void read(tableFile(pasted))}
          >
            读入贴的 {Math.max(0, cellsOf(pasted).length - 1)} 行
          </Button>
        </div>
      ) : null}
      {step ? (
        <Progress
          percent={Math.round((step.done / Math.max(1, step.of)) * 100)}
          format={() => step.step}
          aria-label="读入的进度"
        />
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
      {found ? (
        <div className={found.faults.length ? 'note soon' : 'note done'} role="status">
          <p>
            读了 {found.rows} 行，收入 {found.good} 行
            {found.unchanged ? `，${found.unchanged} 行没有变化` : ''}
            {found.faultyRows ? `，${found.faultyRows} 行有问题没有收` : ''}。
          </p>
          {found.faults.length ? (
            <ul>
              {found.faults.slice(0, 20).map((f, i) => (
                <li key={i}>
                  第 {f.row} 行{f.column ? `“${f.column}”` : ''}：{f.say}
                </li>
              ))}
              {found.faults.length > 20 ? <li>另有 {found.faults.length - 20} 处</li> : null}
            </ul>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

export function RegisterRows(
  props: EditorProps & {
    readonly faults: Faults;
    readonly path: string;
    readonly siblings: Values;
    readonly form: ComponentType<FormProps>;
  },
) {
  const { value, onChange, faults, path, siblings, form } = props;
  const { timeline } = useScene();
  const [open, setOpen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const now = standing(timeline);
  const register = String(siblings.register ?? now.register);
  const rows = (value as readonly Row[] | undefined) ?? now.rows;
  // An amendment begins from the rows as they stand.
  useEffect(() => {
    if (value === undefined && now.rows.length) onChange(now.rows);
  }, [value, now.rows, onChange]);
  const shown = words.trim()
    ? rows.filter((r) => `${r.code}${String(r.body.name ?? '')}`.includes(words.trim()))
    : rows;
  const edited = rows.find((r) => r.code === open);
  return (
    <div className="stack tight">
      <FromTable
        register={register}
        id={idOf(path)}
        take={(more) => {
          if (more.length) onChange(joined(rows, more));
        }}
      />
      {rows.length > 8 ? (
        <Input
          allowClear
          aria-label="在这一批里查找"
          placeholder={`在这 ${rows.length.toLocaleString('zh-CN')} 项里查找名称或者编码`}
          value={words}
          onChange={(e) => setWords(e.target.value)}
        />
      ) : null}
      {edited ? (
        <div className="rows-editor">
          <div className="card">
            <div className="row-head">
              <b>{String(edited.body.name ?? edited.code)}</b>
              <Button size="small" onClick={() => setOpen(null)}>
                改好了
              </Button>
            </div>
            <EntryForm
              register={register}
              value={edited.body}
              faults={faults}
              path={`${path}.${rows.indexOf(edited)}.body`}
              form={form}
              onChange={(body) => onChange(rows.map((r) => (r.code === edited.code ? { ...r, body } : r)))}
            />
          </div>
        </div>
      ) : null}
      {shown.length ? (
        <div className="scroll-rows">
          <LongList label="这一批的事项" items={shown} estimate={40} keyOf={(r) => r.code}>
            {(r, i) => (
              <div className="row batch-row">
                <span className="quiet">{i + 1}</span>
                <span>
                  {String(r.body.name ?? '')}
                  <span className="quiet small">　{r.code}</span>
                </span>
                <span className="nowrap">
                  <Button size="small" type="text" onClick={() => setOpen(r.code)}>
                    修改
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    onClick={() => onChange(rows.filter((other) => other.code !== r.code))}
                  >
                    去掉
                  </Button>
                </span>
              </div>
            )}
          </LongList>
        </div>
      ) : (
        <p className="quiet">{words ? '这一批里没有。' : '还没有事项。'}</p>
      )}
    </div>
  );
}
