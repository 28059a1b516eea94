/** What was entered with an act, as people read it: words of the form, never codes. */
import type { LegalRef } from '@fadu/kernel/procedure/question';
import { basisText } from '@fadu/kernel/register/basis';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { lawPage } from '../api/laws.ts';
import { organsQuery } from '../api/queries.ts';
import { allRegistersQuery } from '../api/registers.ts';
import { isArticles } from '../articles.ts';
import { longDay } from '../days.ts';
import { articleWords } from '../law-names.ts';
import type { Field } from '../schema.ts';

/** Longer texts are folded. */
const LONG = 220;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

function Words({ text }: { readonly text: string }) {
  const paragraphs = text.split(/\n+/);
  const body = paragraphs.map((p, i) => <p key={i}>{p}</p>);
  if (text.length <= LONG) return <div>{body}</div>;
  return (
    <details className="fold">
      <summary>
        <span>{text.slice(0, 90)}……</span> <span className="more">看全文（{text.length} 字）</span>
      </summary>
      {body}
    </details>
  );
}

/** Lists longer than this are told by their number and their first rows. */
const SHOWN = 20;

function RegisterName({ code }: { readonly code: string }) {
  const all = useQuery(allRegistersQuery);
  return <span>{all.data?.registers.find((r) => r.code === code)?.title ?? ''}</span>;
}

/** An entry among others: what it is called; its own page has the rest. */
const entryName = (row: unknown): string => {
  const { code, name, body, row: line, say } = row as Record<string, unknown>;
  if (typeof say === 'string') return `第 ${String(line)} 行：${say}`;
  const own = (body ?? row) as Record<string, unknown>;
  return [own.name ?? name, code ?? own.basicCode].filter(Boolean).join('，');
};

/** Rows of a batch, rows that were left out. */
function Names({ rows }: { readonly rows: readonly unknown[] }) {
  return (
    <>
      <p>共 {rows.length.toLocaleString('zh-CN')} 项</p>
      {rows.length ? (
        <details className="fold">
          <summary className="small">{rows.length > SHOWN ? `看前 ${SHOWN} 项` : '看各项'}</summary>
          <ol className="inner-rows">
            {rows.slice(0, SHOWN).map((row, i) => (
              <li key={i}>{entryName(row)}</li>
            ))}
          </ol>
        </details>
      ) : null}
    </>
  );
}

/** One value. `field` gives rows and groups their titles. */
export function Value({ value, field }: { readonly value: unknown; readonly field?: Field }) {
  const organs = useQuery(organsQuery);
  if (value === null || value === undefined || value === '') return <span className="quiet">未填</span>;
  if (typeof value === 'boolean') return <span>{value ? '是' : '否'}</span>;
  if (typeof value === 'number') {
    if (field?.kind === 'comment') return <span>第 {value} 号意见</span>;
    if (field?.kind === 'act') return <span>第 {value} 步</span>;
    return (
      <span>
        {value.toLocaleString('zh-CN')}
        {field?.unit ? ` ${field.unit}` : ''}
      </span>
    );
  }
  if (typeof value === 'string') {
    if (field?.kind === 'register') return <RegisterName code={value} />;
    if (DATE.test(value)) return <span>{longDay(value)}</span>;
    if (field?.kind === 'organ') {
      const known = organs.data?.items.find((o) => o.id === value);
      if (known) return <span>{known.fullName}</span>;
    }
    return <Words text={value} />;
  }
  if (isArticles(value)) return <span>共 {value.length} 条（见“文本”）</span>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">无</span>;
    if (field?.widget === 'article-numbers')
      return <span>{value.map(String).map(articleWords).join('、')}</span>;
    if (value.every((v) => typeof v !== 'object')) {
      return <span>{value.map((v) => (field?.kind === 'acts' ? `第 ${v} 步` : String(v))).join('、')}</span>;
    }
    if (field?.kind === 'register-rows' || field?.kind === 'none') return <Names rows={value} />;
    if (field?.widget === 'legal-refs') {
      const refs = value as readonly LegalRef[];
      return (
        <span>
          {refs.map((ref, i) => (
            <Fragment key={i}>
              {i ? '；' : ''}
              <a href={lawPage(ref.instrument, ref.article)} target="_blank" rel="noreferrer">
                {basisText(ref)}
              </a>
            </Fragment>
          ))}
        </span>
      );
    }
    return (
      <ol className="inner-rows">
        {value.map((row, i) => (
          <li key={i}>
            <Fields value={row as Record<string, unknown>} fields={field?.fields} />
          </li>
        ))}
      </ol>
    );
  }
  if (field?.kind === 'entry') return <span>{entryName(value)}</span>;
  return <Fields value={value as Record<string, unknown>} fields={field?.fields} />;
}

/** The parts of a row, by the form's titles; a part the form does not know stays unsaid. */
function Fields({
  value,
  fields,
}: {
  readonly value: Record<string, unknown>;
  readonly fields?: readonly Field[];
}) {
  return (
    <dl className="facts small">
      {(fields ?? [])
        .filter((f) => value[f.name] !== undefined && value[f.name] !== '')
        .map((f) => (
          <div key={f.name} style={{ display: 'contents' }}>
            <dt>{f.title}</dt>
            <dd>
              <Value value={value[f.name]} field={f} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
