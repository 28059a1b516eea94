/** Adopting the State Council's yearly notice: it re-dates every open limit, so what changed is shown at once. */
import type { Calendar } from '@fadu/kernel/time/calendar';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { ApiProblem, send } from '../api/http.ts';
import type { AdoptionJson } from '../api/types.ts';
import { type HolidayRow, holidayFaults, noticeBody, rowsOf } from '../holidays.ts';
import { ProblemNote } from '../parts/problem.tsx';

const DAY = 'YYYY-MM-DD';
const USUAL = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];

function Row(props: {
  readonly row: HolidayRow;
  readonly year: number;
  readonly change: (row: HolidayRow) => void;
  readonly remove: () => void;
}) {
  const { row, year, change, remove } = props;
  const id = useId();
  return (
    <li>
      <div className="pair">
        <div>
          <label htmlFor={`${id}n`}>节日</label>
          <Input
            id={`${id}n`}
            value={row.name ?? ''}
            onChange={(e) => change({ ...row, name: e.target.value })}
          />
        </div>
        <div>
          <label htmlFor={`${id}r`}>放假（首尾都算）</label>
          <DatePicker.RangePicker
            id={{ start: `${id}r`, end: `${id}e` }}
            defaultPickerValue={[dayjs(`${year}-01-01`), dayjs(`${year}-01-01`)]}
            style={{ width: '100%' }}
            value={[row.from ? dayjs(row.from) : null, row.to ? dayjs(row.to) : null]}
            onChange={(days) => change({ ...row, from: days?.[0]?.format(DAY), to: days?.[1]?.format(DAY) })}
          />
        </div>
        <div>
          <label htmlFor={`${id}w`}>调休上班的周末</label>
          <DatePicker
            id={`${id}w`}
            multiple
            style={{ width: '100%' }}
            defaultPickerValue={dayjs(row.from ?? `${year}-01-01`)}
            value={(row.worked ?? []).map((d) => dayjs(d))}
            onChange={(days) =>
              change({
                ...row,
                worked: [days ?? []]
                  .flat()
                  .map((d) => d.format(DAY))
                  .sort(),
              })
            }
          />
        </div>
      </div>
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={remove}>
        去掉这一行
      </Button>
    </li>
  );
}

function Done({ done }: { readonly done: AdoptionJson }) {
  return (
    <div className="stack">
      <div className="note done" role="status">
        <h3>
          ✓ {done.year}年的放假安排已经录入，第 {done.version} 版
        </h3>
        <p>
          核对了 {done.looked} 个未了的期限，
          {done.changed ? `改了 ${done.changed} 个，有关单位已收到通知。` : '没有一个需要改。'}
          {done.changed > done.redated.length ? `下面列出前 ${done.redated.length} 个。` : ''}
        </p>
      </div>
      {done.redated.length ? (
        <table className="data">
          <caption className="sr">改了的期限</caption>
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">原来</th>
              <th scope="col">现在</th>
            </tr>
          </thead>
          <tbody>
            {done.redated.map((r) => (
              <tr key={`${r.caseId}${r.clock}`}>
                <td>
                  <Link to="/cases/$id" params={{ id: r.caseId }}>
                    {r.caseId}
                  </Link>
                </td>
                <td>{r.from}</td>
                <td>{r.to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

export function AdoptForm({ calendar, year: shown }: { readonly calendar: Calendar; readonly year: number }) {
  const client = useQueryClient();
  const id = useId();
  const [year, setYear] = useState(shown);
  const [notice, setNotice] = useState('');
  const known = calendar.years[year];
  const [rows, setRows] = useState<readonly HolidayRow[]>(() =>
    known?.adopted ? rowsOf(known) : USUAL.map((name) => ({ name })),
  );
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<AdoptionJson | null>(null);
  const faults = [
    ...(notice.trim().length < 4 ? ['请写通知的名称和文号'] : []),
    ...holidayFaults(year, rows),
  ];
  const submit = async () => {
    setTried(true);
    if (faults.length || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      setDone(await send<AdoptionJson>(`/api/v1/calendar/${year}`, noticeBody(notice, rows)));
      await client.invalidateQueries();
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? error
          : new ApiProblem({ detail: '没有录入成功，填写的内容还在，请再试一次。' }),
      );
    } finally {
      setBusy(false);
    }
  };
  if (done) return <Done done={done} />;
  return (
    <form
      className="form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      {problem ? <ProblemNote problem={problem} /> : null}
      <p>
        照国务院办公厅的通知逐个节日填写。录入后，所有未了的期限立即重算，改了日期的逐件通知有关单位；这一步记入存证日志。
      </p>
      <div className="pair">
        <div className="field">
          <label htmlFor={`${id}y`}>年度</label>
          <InputNumber
            id={`${id}y`}
            min={2000}
            max={2100}
            value={year}
            onChange={(y) => {
              if (!y) return;
              setYear(y);
              const other = calendar.years[y];
              setRows(other?.adopted ? rowsOf(other) : USUAL.map((name) => ({ name })));
            }}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}t`}>通知名称和文号</label>
          <Input
            id={`${id}t`}
            value={notice}
            placeholder="国务院办公厅关于……年部分节假日安排的通知"
            onChange={(e) => setNotice(e.target.value)}
          />
        </div>
      </div>
      <ol className="rows-editor">
        {rows.map((row, i) => (
          <Row
            key={i}
            row={row}
            year={year}
            change={(next) => setRows(rows.map((r, at) => (at === i ? next : r)))}
            remove={() => setRows(rows.filter((_, at) => at !== i))}
          />
        ))}
      </ol>
      <div>
        <Button onClick={() => setRows([...rows, {}])}>加一个节日</Button>
      </div>
      {tried && faults.length ? (
        <div className="note late" role="alert">
          <ul>
            {faults.map((f) => (
              <li key={f}>{f}。</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="form-foot">
        <span className="say">录入后可以再录一版更正，前一版留在记录里。</span>
        <Button type="primary" htmlType="submit" loading={busy}>
          录入，重算期限
        </Button>
      </div>
    </form>
  );
}
