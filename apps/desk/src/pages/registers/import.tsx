/** Entering a whole list from a spreadsheet: template, a check that writes nothing, what is wrong, then submission. */
import { InboxOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Input, Progress, Upload } from 'antd';
import { useId, useMemo, useRef, useState } from 'react';
import { ApiProblem } from '../../api/http.ts';
import { definitionQuery, organsQuery } from '../../api/queries.ts';
import {
  type ImportStep,
  type ImportSummary,
  importTable,
  type RegisterDefinition,
  registerDefinitionQuery,
  templatePath,
} from '../../api/registers.ts';
import type { Organs, Post } from '../../api/types.ts';
import { Scene } from '../../form/field.tsx';
import { SchemaForm } from '../../form/schema-form.tsx';
import { organDefaults } from '../../organs.ts';
import { ProblemNote } from '../../parts/problem.tsx';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import {
  type Faults,
  type Field,
  faultsOf,
  fieldsOf,
  inputOf,
  type Schema,
  type Values,
} from '../../schema.ts';
import { useSession } from '../../session.tsx';
import { cellsOf, tableFile } from '../../tables.ts';
import { ImportFaults } from './import-faults.tsx';
import { Crumbs, mayImport } from './parts.tsx';

const BATCH = 'register-batch';
const FIRST_ACT = 'submit-batch';
/** What the keeper says of a batch; the rest comes from the table. */
const ASKED = ['title', 'reviewer', 'approval', 'approvedOn'];
/** Steps of the server, with the part of the bar each takes. */
const STEPS = ['读取表格', '查找依据和已有事项', '核对规则', '提交登记'];

const troubleOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem({ title: '没有办成', detail: '页面出了差错，没有写入任何内容；请再试一次。' });

function Bar({
  step,
  label,
  steps,
}: {
  readonly step: ImportStep;
  readonly label: string;
  readonly steps: number;
}) {
  const at = Math.max(0, STEPS.indexOf(step.step));
  const percent = Math.min(99, Math.round(((at + step.done / Math.max(1, step.of)) / steps) * 100));
  return (
    <div className="import-progress" role="status">
      <p>
        {step.step}
        {step.of > 1 ? `：${step.done.toLocaleString('zh-CN')}／${step.of.toLocaleString('zh-CN')} 行` : '……'}
      </p>
      <Progress percent={percent} aria-label={label} />
    </div>
  );
}

function Choose({ take }: { readonly take: (file: File) => void }) {
  const [pasted, setPasted] = useState('');
  const pasteId = useId();
  const rows = cellsOf(pasted).length - 1;
  return (
    <div className="import-choose">
      <Upload.Dragger
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={(file) => {
          take(file);
          return false;
        }}
      >
        <p className="big-icon">
          <InboxOutlined aria-hidden="true" />
        </p>
        <p>
          <b>选择表格，或者拖到这里</b>
        </p>
        <p className="quiet small">.xlsx 或者 .csv，不超过 20 MB、5,000 项。先核对，不写入任何内容。</p>
      </Upload.Dragger>
      <details>
        <summary>从表格软件里复制粘贴</summary>
        <label htmlFor={pasteId} className="quiet small">
          连同表头一起复制，贴在这里：
        </label>
        <Input.TextArea id={pasteId} rows={5} value={pasted} onChange={(e) => setPasted(e.target.value)} />
        <div className="toolbar">
          <Button disabled={rows < 1} onClick={() => take(tableFile(pasted))}>
            {rows > 0 ? `核对贴的 ${rows} 行` : '核对'}
          </Button>
        </div>
      </details>
    </div>
  );
}

function Figures({ found }: { readonly found: ImportSummary }) {
  const cells = [
    ['表格里', found.rows, ''],
    ['可以收入', found.good, 'done'],
    ['其中变更已有事项', found.changed, ''],
    ['已经登记，没有变化', found.unchanged, ''],
    ['有问题', found.faultyRows, found.faultyRows ? 'late' : ''],
  ] as const;
  return (
    <dl className="import-figures" aria-label="核对结果">
      {cells.map(([title, n, tone]) => (
        <div key={title} className={tone || undefined}>
          <dt>{title}</dt>
          <dd>
            <b>{n.toLocaleString('zh-CN')}</b> 行
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Submit(props: {
  readonly def: RegisterDefinition;
  readonly file: File;
  readonly good: number;
  readonly fields: readonly Field[];
  readonly organs: Organs;
  readonly post: Post;
  readonly done: (result: ImportSummary) => void;
}) {
  const { def, file, good, fields, organs, post } = props;
  const client = useQueryClient();
  const [values, setValues] = useState<Values>(() => ({
    title: `${def.title}批量登记`,
    ...organDefaults(fields, organs.items, post.region),
  }));
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [step, setStep] = useState<ImportStep | null>(null);
  const submit = async () => {
    const found = faultsOf(fields, values);
    setFaults(found);
    if (Object.keys(found).length || step) return;
    setProblem(null);
    setStep({ step: STEPS[0] as string, done: 0, of: 1 });
    try {
      const words = inputOf(fields, values) as Record<string, string>;
      const result = await importTable(def.code, file, 'submit', setStep, words);
      await client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'definition' });
      props.done(result);
    } catch (error) {
      const refused = troubleOf(error);
      setProblem(refused);
      setFaults(
        Object.fromEntries(refused.items.flatMap((i) => (i.field ? [[i.field, i.detail] as const] : []))),
      );
    } finally {
      setStep(null);
    }
  };
  return (
    <form
      id="submit"
      className="form new-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <h2>把 {good.toLocaleString('zh-CN')} 行提交审核</h2>
      {problem ? <ProblemNote problem={problem} /> : null}
      <Scene value={{ act: FIRST_ACT, comments: [], timeline: [], region: post.region, organ: post.organ }}>
        <SchemaForm fields={fields} values={values} faults={faults} onChange={setValues} />
      </Scene>
      {step ? <Bar step={step} label="提交的进度" steps={STEPS.length} /> : null}
      <div className="form-foot">
        <span className="say">
          以 {post.organName}
          {post.roleName} 的名义提交，记入存证日志；合法性审核通过、公布以后才登记入清单。
        </span>
        <Button type="primary" htmlType="submit" loading={step !== null}>
          {problem?.status === 0 ? '再发一次' : '提交批量登记'}
        </Button>
      </div>
    </form>
  );
}

function Done({ result, again }: { readonly result: ImportSummary; readonly again: () => void }) {
  const opened = result.case;
  return (
    <div className="note done" role="status">
      <h2>
        {opened?.repeated ? '这份表格此前已经提交过' : `已经提交 ${result.good.toLocaleString('zh-CN')} 项`}
      </h2>
      <p>
        {opened?.repeated ? '没有重复登记。' : '等待合法性审核；审核通过、公布以后登记入清单。'}
        {result.faultyRows ? `有问题的 ${result.faultyRows} 行没有收入，改好以后再上传。` : ''}
      </p>
      <div className="toolbar">
        {opened ? (
          <Link to="/cases/$id" params={{ id: opened.id }} className="button-link">
            看办理进度
          </Link>
        ) : null}
        <Button onClick={again}>再传一份</Button>
      </div>
    </div>
  );
}

function Work({ def, post }: { readonly def: RegisterDefinition; readonly post: Post }) {
  const batch = useQuery(definitionQuery(BATCH));
  const organs = useQuery(organsQuery);
  const [file, setFile] = useState<File | null>(null);
  const [step, setStep] = useState<ImportStep | null>(null);
  const [found, setFound] = useState<ImportSummary | null>(null);
  const [result, setResult] = useState<ImportSummary | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const running = useRef<AbortController | null>(null);
  const form = batch.data?.acts[FIRST_ACT]?.form as Schema | null | undefined;
  const fields = useMemo(() => fieldsOf(form).filter((f) => ASKED.includes(f.name)), [form]);
  const start = () => {
    running.current?.abort();
    setFile(null);
    setFound(null);
    setResult(null);
    setProblem(null);
    setStep(null);
  };
  const check = async (next: File) => {
    start();
    const control = new AbortController();
    running.current = control;
    setFile(next);
    setStep({ step: STEPS[0] as string, done: 0, of: 1 });
    try {
      setFound(await importTable(def.code, next, 'check', setStep, {}, control.signal));
    } catch (error) {
      if (!control.signal.aborted) setProblem(troubleOf(error));
    } finally {
      if (!control.signal.aborted) setStep(null);
    }
  };
  if (result) return <Done result={result} again={start} />;
  return (
    <div className="stack">
      {file && (step || found) ? (
        <p className="import-file">
          <b>{file.name}</b>
          <span className="quiet">{Math.ceil(file.size / 1024).toLocaleString('zh-CN')} KB</span>
          <Button size="small" onClick={start}>
            换一份
          </Button>
        </p>
      ) : (
        <Choose take={(next) => void check(next)} />
      )}
      {problem ? <ProblemNote problem={problem} /> : null}
      {step ? <Bar step={step} label="核对的进度" steps={STEPS.length - 1} /> : null}
      {found ? <Figures found={found} /> : null}
      {found && found.good > 0 && found.faults.length > 20 ? (
        <p>
          <a href="#submit">到下面提交可以收入的 {found.good.toLocaleString('zh-CN')} 行</a>
        </p>
      ) : null}
      {found && file && found.faults.length ? (
        <ImportFaults def={def} file={file} faults={found.faults} faultyRows={found.faultyRows} />
      ) : null}
      {found && found.good === 0 ? (
        <Empty title="没有可以收入的行">
          {found.faultyRows
            ? '把有问题的行下载下来，改好以后再上传。'
            : '表格里的事项都已经登记，内容没有变化。'}
        </Empty>
      ) : null}
      {batch.isError ? <Failure error={batch.error} again={() => batch.refetch()} /> : null}
      {found && file && found.good > 0 ? (
        organs.data && fields.length ? (
          <Submit
            def={def}
            file={file}
            good={found.good}
            fields={fields}
            organs={organs.data}
            post={post}
            done={setResult}
          />
        ) : (
          <Waiting rows={4} what="正在读取表单" />
        )
      ) : null}
    </div>
  );
}

export function ImportPage() {
  const { register } = useParams({ from: '/registers/$register/import' });
  const { post } = useSession();
  const def = useQuery(registerDefinitionQuery(register));
  return (
    <>
      <Crumbs register={register} title={def.data?.title ?? ''} />
      <div className="page-head">
        <h1>用表格登记</h1>
        <span className="quiet">{def.data ? `${def.data.title}，把已经批准的清单成批登记` : ''}</span>
        {def.data ? (
          <span className="actions">
            <a className="button-link plain" href={templatePath(register)} download>
              下载模板
            </a>
          </span>
        ) : null}
      </div>
      {def.isPending ? <Waiting rows={6} what="正在读取清单" /> : null}
      {def.isError ? <Failure error={def.error} again={() => def.refetch()} /> : null}
      {def.data ? (
        post && mayImport(def.data, post) ? (
          <Work key={register} def={def.data} post={post} />
        ) : (
          <Empty title="这个岗位不能用表格登记">
            批量登记由{def.data.keeper.title}办理；有这个岗位的，请在右上角换一个岗位。
          </Empty>
        )
      ) : null}
    </>
  );
}
