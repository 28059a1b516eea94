/** A form made from the fields of an act. It holds no rules: those are the procedure's. */

import { useQuery } from '@tanstack/react-query';
import { DatePicker, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { type KeyboardEvent, memo, useCallback, useRef } from 'react';
import { calendarQuery } from '../api/queries.ts';
import { kindOfDay } from '../days.ts';
import { type Faults, type Field, faultAt, type Values } from '../schema.ts';
import { ArticleChoice } from './article-choice.tsx';
import { ArticlesEditor } from './articles-editor.tsx';
import { BenchmarkFacts, BenchmarkPick, BenchmarkTables, LenientPick } from './benchmark.tsx';
import { ClauseAnswers } from './clause-answers.tsx';
import { CommittedListPick } from './committed-list.tsx';
import { ComputedRows } from './computed-rows.tsx';
import { DrawnObjectPick, DrawnOfficersPick } from './drawn-task.tsx';
import { AnyEntryPick, LawChangePick, OwnEntriesPick, OwnEntryPick, RegisterPick } from './entry-pick.tsx';
import { type EditorProps, FieldFrame, type FormProps } from './field.tsx';
import { AdjustmentPick, HandledEntries } from './handled-entries.tsx';
import { InstrumentPick, LegalRefForm } from './legal-refs.tsx';
import { ListChanges } from './list-changes.tsx';
import { Lines, Rows } from './lists.tsx';
import { MaterialsPick } from './materials-pick.tsx';
import { OfficersPick } from './officers-pick.tsx';
import { ActPick, CommentPick, OrganPick, PersonPick } from './pickers.tsx';
import { QueryCode } from './query-code.tsx';
import { EntryForm } from './register-entry.tsx';
import { BatchCodes, RegisterRows } from './register-rows.tsx';

/** Options up to this number are shown at once, more in a list that drops down. */
const SHOWN_AT_ONCE = 4;

function Choice({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const options = (field.options ?? []).map((o) => ({ value: o, label: o }));
  if (options.length <= SHOWN_AT_ONCE) {
    return (
      <Radio.Group
        id={id}
        name={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy}
        value={value ?? null}
        options={options}
        onChange={(e) => onChange(e.target.value)}
      />
    );
  }
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      style={{ width: '100%', maxWidth: 420 }}
      placeholder="请选择"
      allowClear={!field.required}
      showSearch={options.length > 8}
      value={(value as string | undefined) ?? null}
      options={options}
      onChange={(v) => onChange(v ?? undefined)}
    />
  );
}

function Choices({ field, value, onChange, id }: EditorProps) {
  const chosen = (value as string[] | undefined) ?? [];
  return (
    <div id={id} tabIndex={-1} style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 20px' }}>
      {(field.options ?? []).map((o) => (
        <label key={o} style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
          <input
            type="checkbox"
            style={{ accentColor: 'var(--indigo)' }}
            checked={chosen.includes(o)}
            onChange={(e) => onChange(e.target.checked ? [...chosen, o] : chosen.filter((c) => c !== o))}
          />
          {o}
        </label>
      ))}
    </div>
  );
}

/** Enter takes the day that was typed; it must not send the whole form, whose act cannot be undone. */
const keepForm = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key === 'Enter') event.preventDefault();
};

/** A day from the working calendar: each cell says whether it is worked. */
export function DayInput(props: {
  readonly id: string;
  readonly value?: string;
  readonly onChange: (day: string | undefined) => void;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly label?: string;
}) {
  const calendar = useQuery(calendarQuery);
  return (
    <DatePicker
      id={props.id}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      status={props.invalid ? 'error' : ''}
      value={props.value ? dayjs(props.value) : null}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D']}
      placeholder="年-月-日"
      onKeyDown={keepForm}
      onChange={(day) => props.onChange(day ? day.format('YYYY-MM-DD') : undefined)}
      cellRender={(current, info) => {
        if (info.type !== 'date') return info.originNode;
        const day = dayjs(current).format('YYYY-MM-DD');
        const kind = kindOfDay(calendar.data, day);
        const sign =
          !kind || kind.reason === '工作日' || kind.reason === '周末' ? '' : kind.working ? '班' : '休';
        return (
          <div
            className="ant-picker-cell-inner"
            title={kind?.reason}
            style={kind && !kind.working ? { color: 'var(--quiet)' } : undefined}
          >
            {dayjs(current).date()}
            {sign ? (
              <sup style={{ fontSize: 9, color: kind?.working ? 'var(--indigo)' : 'var(--bamboo)' }}>
                {sign}
              </sup>
            ) : null}
          </div>
        );
      }}
    />
  );
}

function Editor(props: EditorProps & { readonly faults: Faults; readonly path: string }) {
  const { field, value, onChange, id, describedBy, invalid } = props;
  const status = invalid ? 'error' : '';
  switch (field.kind) {
    case 'text':
      return (
        <Input
          id={id}
          aria-describedby={describedBy}
          status={status}
          maxLength={field.maxLength}
          value={(value as string | undefined) ?? ''}
          onChange={(e) => onChange(e.target.value)}
        />
      );
    case 'long':
      return (
        <Input.TextArea
          id={id}
          aria-describedby={describedBy}
          status={status}
          autoSize={{ minRows: 3, maxRows: 14 }}
          value={(value as string | undefined) ?? ''}
          onChange={(e) => onChange(e.target.value)}
        />
      );
    case 'number':
      return (
        <InputNumber
          id={id}
          aria-describedby={describedBy}
          status={status}
          min={field.min}
          max={field.max}
          precision={field.whole ? 0 : undefined}
          suffix={field.unit}
          style={{ width: 200 }}
          changeOnWheel={false}
          value={(value as number | undefined) ?? null}
          onChange={(v) => onChange(v ?? undefined)}
        />
      );
    case 'yes':
      return (
        <Radio.Group
          id={id}
          name={id}
          aria-labelledby={`${id}-label`}
          aria-describedby={describedBy}
          value={value ?? null}
          optionType="button"
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
          onChange={(e) => onChange(e.target.value)}
        />
      );
    case 'date':
      return (
        <DayInput
          id={id}
          describedBy={describedBy}
          invalid={invalid}
          value={value as string | undefined}
          onChange={onChange}
        />
      );
    case 'time':
      return (
        <DatePicker
          id={id}
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          onKeyDown={keepForm}
          aria-describedby={describedBy}
          status={status}
          value={value ? dayjs(value as string) : null}
          onChange={(at) => onChange(at ? at.toISOString() : undefined)}
        />
      );
    case 'query-code':
      return <QueryCode {...props} />;
    case 'choice':
      return <Choice {...props} />;
    case 'choices':
      return <Choices {...props} />;
    case 'organ':
    case 'organs':
      return <OrganPick {...props} many={field.kind === 'organs'} />;
    case 'person':
    case 'persons':
      return <PersonPick {...props} many={field.kind === 'persons'} />;
    case 'lines':
      if (field.widget === 'article-numbers')
        return (
          <ArticleChoice
            {...props}
            law={String(props.siblings?.instrument ?? '').trim()}
            value={(value as string[] | undefined) ?? []}
          />
        );
      return <Lines {...props} value={(value as string[] | undefined) ?? []} />;
    case 'articles':
      return <ArticlesEditor {...props} />;
    case 'comment':
      return <CommentPick {...props} />;
    case 'act':
    case 'acts':
      return <ActPick {...props} many={field.kind === 'acts'} />;
    case 'clauses':
      return <ClauseAnswers {...props} />;
    case 'materials':
      return <MaterialsPick {...props} />;
    case 'rows':
      if (field.widget === 'list-changes') return <ListChanges {...props} form={SchemaForm} />;
      if (field.widget === 'computed-rows') return <ComputedRows {...props} />;
      if (field.widget === 'officers') return <OfficersPick {...props} />;
      if (field.widget === 'handled-entries') return <HandledEntries {...props} />;
      return <Rows {...props} form={field.widget === 'legal-refs' ? LegalRefForm : SchemaForm} />;
    case 'instrument':
      return <InstrumentPick {...props} />;
    case 'register':
      return <RegisterPick {...props} />;
    case 'own-entry':
      return <OwnEntryPick {...props} />;
    case 'any-entry':
      return <AnyEntryPick {...props} />;
    case 'own-entries':
      return <OwnEntriesPick {...props} />;
    case 'batch-codes':
      return <BatchCodes {...props} />;
    case 'adjustment-case':
      return <AdjustmentPick {...props} />;
    case 'law-change':
      return <LawChangePick {...props} />;
    case 'entry':
      return (
        <EntryForm
          register={field.register ?? String(props.siblings?.register ?? '')}
          value={value as Values | undefined}
          onChange={onChange}
          faults={props.faults}
          path={props.path}
          form={SchemaForm}
        />
      );
    case 'benchmark':
      return <BenchmarkPick {...props} />;
    case 'benchmark-facts':
      return <BenchmarkFacts {...props} />;
    case 'benchmark-tables':
      return <BenchmarkTables {...props} />;
    case 'lenient-item':
      return <LenientPick {...props} />;
    case 'drawn-object':
      return <DrawnObjectPick {...props} />;
    case 'drawn-officers':
      return <DrawnOfficersPick {...props} />;
    case 'committed-list':
      return <CommittedListPick {...props} />;
    case 'register-rows':
      return <RegisterRows {...props} siblings={props.siblings ?? {}} form={SchemaForm} />;
    case 'none':
      return null;
    case 'group':
      return (
        <div className="form" style={{ paddingInlineStart: 14, borderInlineStart: '2px solid var(--line)' }}>
          <SchemaForm
            fields={field.fields ?? []}
            values={(value ?? {}) as Values}
            onChange={onChange}
            faults={props.faults}
            under={`${props.path}.`}
          />
        </div>
      );
  }
}

/** Editors that depend on other fields of their form; every other one is drawn anew only when its own value changes. */
const looksAround = (field: Field): boolean =>
  ['benchmark-facts', 'drawn-officers', 'register-rows'].includes(field.kind) ||
  (field.kind === 'entry' && !field.register) ||
  (field.kind === 'lines' && field.widget === 'article-numbers');

/** Kinds whose editor says itself which of its parts is wrong. */
const TELLS_ITSELF: readonly Field['kind'][] = [
  'rows',
  'register-rows',
  'entry',
  'clauses',
  'group',
  'articles',
];

/** One field with its frame. Long forms have hundreds of controls: a key pressed in one must not draw the others. */
const FieldRow = memo(function FieldRow(props: {
  readonly field: Field;
  readonly value: unknown;
  readonly under: string;
  readonly faults: Faults;
  readonly siblings?: Values;
  readonly set: (name: string, value: unknown) => void;
}) {
  const { field, value, under, faults, siblings, set } = props;
  const path = under + field.name;
  return (
    <FieldFrame
      field={field}
      path={path}
      fault={TELLS_ITSELF.includes(field.kind) ? faults[path] : faultAt(faults, path)}
      length={typeof value === 'string' ? value.trim().length : 0}
    >
      {(wiring) => (
        <Editor
          field={field}
          value={value}
          onChange={(next) => set(field.name, next)}
          faults={faults}
          path={path}
          {...(siblings && { siblings })}
          {...wiring}
        />
      )}
    </FieldFrame>
  );
});

/** The fields, in the definition's order. */
export function SchemaForm(props: FormProps) {
  const { fields, values, onChange, faults, under = '' } = props;
  // Two changes before the next drawing both count, and the way to tell one stays the same for every field.
  const latest = useRef(values);
  latest.current = values;
  const tell = useRef(onChange);
  tell.current = onChange;
  const set = useCallback((name: string, value: unknown) => {
    latest.current = { ...latest.current, [name]: value };
    tell.current(latest.current);
  }, []);
  return (
    <>
      {fields.map((field) =>
        // Carried with the form, made by whoever opened it, not edited by hand.
        field.kind === 'none' ? null : (
          <FieldRow
            key={field.name}
            field={field}
            value={values[field.name]}
            under={under}
            faults={faults}
            set={set}
            {...(looksAround(field) && { siblings: values })}
          />
        ),
      )}
    </>
  );
}
