/** What is wrong with a table, row by row: filtered by kind, with thousands of lines still quick. */
import { App, Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { ApiProblem } from '../../api/http.ts';
import { errorSheetOf, type ImportFault, type RegisterDefinition } from '../../api/registers.ts';
import { countKinds, kindOf } from '../../fault-kinds.ts';
import { LongList } from '../../parts/long-list.tsx';

function Fault({ fault, def }: { readonly fault: ImportFault; readonly def: RegisterDefinition }) {
  return (
    <div className="row fault-row">
      <span className="nowrap">第 {fault.row} 行</span>
      <span className="small">{fault.column || '整行'}</span>
      <span>
        {fault.say}
        {fault.cites.length ? (
          <span className="quiet small" style={{ display: 'block' }}>
            依据：{fault.cites.join('；')}
          </span>
        ) : null}
      </span>
      <span className="small">
        <span className="tag late">{kindOf(fault.rule, def)}</span>
      </span>
      <span className="quiet small code">{fault.code}</span>
    </div>
  );
}

/** Keep a file that was made here. */
function keep(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after this turn.
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function ImportFaults(props: {
  readonly def: RegisterDefinition;
  readonly file: File;
  readonly faults: readonly ImportFault[];
  readonly faultyRows: number;
}) {
  const { def, file, faults } = props;
  const { notification } = App.useApp();
  const [kind, setKind] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const kinds = useMemo(() => countKinds(faults), [faults]);
  const shown = useMemo(
    () =>
      faults.filter(
        (f) =>
          (kind === null || f.rule === kind) &&
          (words === '' || `${f.row} ${f.code} ${f.column} ${f.say}`.includes(words)),
      ),
    [faults, kind, words],
  );
  const download = async () => {
    setBusy(true);
    try {
      keep(await errorSheetOf(def.code, file), `${def.title}需要改正的行.xlsx`);
    } catch (error) {
      notification.error({
        title: '没有下载成',
        description: error instanceof ApiProblem ? error.message : '请再试一次。',
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="faults-title" className="faults">
      <div className="group-head">
        <h2 id="faults-title" className="late">
          {props.faultyRows} 行有问题，不收入
        </h2>
        <Button loading={busy} onClick={() => void download()}>
          下载需要改正的行
        </Button>
      </div>
      <p className="quiet small">
        下载的表格只有这些行，每行后面写明问题；改好以后直接再上传，已经登记的不会重复。
      </p>
      <fieldset className="kinds">
        <legend className="sr">只看一类问题</legend>
        <button type="button" aria-pressed={kind === null} onClick={() => setKind(null)}>
          全部 <b>{faults.length}</b>
        </button>
        {kinds.map((k) => (
          <button
            key={k.rule}
            type="button"
            aria-pressed={kind === k.rule}
            data-rule={k.rule}
            onClick={() => setKind(kind === k.rule ? null : k.rule)}
          >
            {kindOf(k.rule, def)} <b>{k.rows}</b>
          </button>
        ))}
      </fieldset>
      <search className="filters">
        <Input
          allowClear
          aria-label="行号、编码、列名或者问题中的字"
          placeholder="行号、编码、列名或者问题中的字"
          style={{ width: 300 }}
          value={words}
          onChange={(e) => setWords(e.target.value.trim())}
        />
        <span className="quiet small" role="status">
          列出 {shown.length.toLocaleString('zh-CN')} 处
        </span>
      </search>
      <div className="row fault-row fault-head" aria-hidden="true">
        <span>行</span>
        <span>列</span>
        <span>问题</span>
        <span>规则</span>
        <span>编码</span>
      </div>
      <LongList
        label="有问题的行"
        items={shown}
        estimate={58}
        keyOf={(f, i) => `${f.row}/${f.field}/${f.rule}/${i}`}
      >
        {(f) => <Fault fault={f} def={def} />}
      </LongList>
    </section>
  );
}
