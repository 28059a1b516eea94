/** The pieces pages are made of. */
import type { Standing } from '@fadu/kernel';
import { type DocumentStatus, type MarkedPart, splitWords } from '@fadu/office/public/index';
import { LIGHT_TEXT } from '@fadu/plan/leadership/plan-tracking/index';
import type { Child, FC } from 'hono/jsx';
import { CiteLink } from './cites.tsx';
import { shortDate } from './dates.ts';
import type { PlanLight } from './deps.ts';

/** Tone of a word: good, wait, end, quiet, blue. The word always stands with it. */
export type Tone = 'good' | 'wait' | 'end' | 'quiet' | 'blue';

/** A state in a word with a sign before it. */
export const Tag: FC<{ tone: Tone; children?: Child }> = ({ tone, children }) => (
  <span class={`tag tone-${tone}`}>{children}</span>
);

export const DOCUMENT_TONES: Readonly<Record<DocumentStatus, Tone>> = {
  有效: 'good',
  尚未生效: 'wait',
  暂停执行: 'wait',
  失效: 'quiet',
  废止: 'end',
};

/** Each light with its word and tone; the words are the plan's own. */
export const LIGHTS: Readonly<Record<PlanLight, { readonly word: string; readonly tone: Tone }>> = {
  green: { word: LIGHT_TEXT.green, tone: 'good' },
  blue: { word: LIGHT_TEXT.blue, tone: 'blue' },
  yellow: { word: LIGHT_TEXT.yellow, tone: 'wait' },
  red: { word: LIGHT_TEXT.red, tone: 'end' },
  grey: { word: LIGHT_TEXT.grey, tone: 'quiet' },
};

/** A date that machines can read too. */
export const Day: FC<{ date: string; text?: string }> = ({ date, text }) => (
  <time datetime={date.slice(0, 10)} class={text ? undefined : 'nowrap'}>
    {text ?? shortDate(date)}
  </time>
);

/** Whether a line may end between two words: not before a closing mark, not after an opening one. */
const mayBreak = (before: string, after: string): boolean =>
  !/^[》〉）】”’、，。：；！？]/u.test(after) && !/[《〈（【“‘]$/u.test(before);

/** A title that breaks between words, not inside them. */
export const Title: FC<{ text: string }> = ({ text }) => (
  <span class="title">
    {splitWords(text).map((word, i, words) => (
      <>
        {i > 0 && mayBreak(words[i - 1] as string, word) ? <wbr /> : null}
        {word}
      </>
    ))}
  </span>
);

/** Title of a page with what it is for. */
export const PageTitle: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <div class="page-head">
    <h1>
      <Title text={title} />
    </h1>
    {children ? <p class="lede">{children}</p> : null}
  </div>
);

/** What a list says when it is empty: what will be here and how it gets here. */
export const Empty: FC<{ children?: Child }> = ({ children }) => <p class="empty">{children}</p>;

/** Text with the matched words marked. */
export const Marked: FC<{ parts: readonly MarkedPart[] }> = ({ parts }) => (
  <>{parts.map((p) => (p.hit ? <mark>{p.text}</mark> : p.text))}</>
);

/** Earlier and later pages; links, so that it works without script. */
export const Pager: FC<{ page: number; pages: number; href: (page: number) => string; label: string }> = (
  p,
) =>
  p.pages <= 1 ? null : (
    <nav class="pager" aria-label={p.label}>
      {p.page > 1 ? (
        <a href={p.href(p.page - 1)} rel="prev">
          ← 上一页
        </a>
      ) : (
        <span />
      )}
      <span class="soft small">
        第 {p.page} 页，共 {p.pages} 页
      </span>
      {p.page < p.pages ? (
        <a href={p.href(p.page + 1)} rel="next">
          下一页 →
        </a>
      ) : (
        <span />
      )}
    </nav>
  );

/** An address with some of its query changed; an empty value takes a part away. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '' && !(name === 'page' && value === 1))
      params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** A fault in a form: which field, and what to do. */
export interface FieldFault {
  readonly field?: string;
  readonly say: string;
  readonly cites?: readonly string[];
}

/** All faults of a form above it, each leading to its field. */
export const ErrorSummary: FC<{ faults: readonly FieldFault[] }> = ({ faults }) =>
  faults.length === 0 ? null : (
    <div class="error-summary" role="alert" aria-labelledby="error-title" tabindex={-1}>
      <h2 id="error-title">没有完成</h2>
      <ul class="link-list">
        {faults.map((f) => (
          <li>
            {f.field ? <a href={`#${f.field}`}>{f.say}</a> : f.say}
            {f.cites?.length ? (
              <span class="soft small">
                （
                {f.cites.map((text, i) => (
                  <>
                    {i > 0 ? '；' : ''}
                    <CiteLink text={text} />
                  </>
                ))}
                ）
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );

/** A field with its label, hint and fault around the given input. */
export const Field: FC<{ name: string; label: string; hint?: Child; fault?: string; children?: Child }> = (
  p,
) => (
  <div class={p.fault ? 'field field-invalid' : 'field'}>
    <label for={p.name}>{p.label}</label>
    {p.hint ? (
      <p class="hint" id={`${p.name}-hint`}>
        {p.hint}
      </p>
    ) : null}
    {p.fault ? (
      <p class="field-error" id={`${p.name}-error`}>
        {p.fault}
      </p>
    ) : null}
    {p.children}
  </div>
);

/** Attributes that tie an input to its hint and fault. */
export function described(name: string, o: { hint?: boolean; fault?: boolean }): Record<string, string> {
  const ids = [o.hint && `${name}-hint`, o.fault && `${name}-error`].filter(Boolean).join(' ');
  return { ...(ids && { 'aria-describedby': ids }), ...(o.fault && { 'aria-invalid': 'true' }) };
}

/**
 * What the inputs of a form need: what is wrong with a field, and the attributes that tie it to hint and fault. `hinted`:
 * whether a field has a hint unless it says otherwise.
 */
export const wiring = (faults: readonly FieldFault[], hinted = true) => {
  const fault = (name: string): string | undefined => faults.find((f) => f.field === name)?.say;
  return {
    fault,
    attributes: (name: string, hint = hinted) => ({
      id: name,
      name,
      ...described(name, { hint, fault: fault(name) !== undefined }),
    }),
  };
};

/** Options of a select. */
export const Options: FC<{ list: readonly (readonly [value: string, text: string])[]; value?: string }> = (
  p,
) => (
  <>
    {p.list.map(([value, text]) => (
      <option value={value} selected={value === (p.value ?? '')}>
        {text}
      </option>
    ))}
  </>
);

/** The list as of a day, in both times: what the law was, and what had been recorded. Folded until it is used. */
export const TwoTimes: FC<{
  readonly what: string;
  readonly hint: string;
  readonly asOf?: string | undefined;
  readonly recordedOn?: string | undefined;
}> = (p) => (
  <details open={Boolean(p.asOf || p.recordedOn)}>
    <summary>看某一天的{p.what}</summary>
    <div class="filters-row">
      <p>
        <label for="asOf">法律时间</label>
        <input id="asOf" name="asOf" type="date" value={p.asOf} aria-describedby="asOf-hint" />
        <span class="hint" id="asOf-hint">
          {p.hint}
        </span>
      </p>
      <p>
        <label for="recordedOn">记录时间</label>
        <input
          id="recordedOn"
          name="recordedOn"
          type="date"
          value={p.recordedOn}
          aria-describedby="recordedOn-hint"
        />
        <span class="hint" id="recordedOn-hint">
          按截至那一天已经登记的内容
        </span>
      </p>
    </div>
  </details>
);

/** A source as the guide gives it. */
interface Source {
  readonly text: string;
  readonly says: string;
  readonly standing: Standing;
}

/** A citation with the badge of its standing: 未核实 or 本系统设定. */
export const Cite: FC<{ cite: Source }> = ({ cite }) =>
  cite.standing === 'design' ? (
    <span class="cite">
      <span class="badge badge-design">本系统设定</span> {cite.says}
    </span>
  ) : (
    <span>
      <CiteLink text={cite.text.replace('（未核实）', '')} says={cite.says} />
      {cite.standing === 'unverified' ? (
        <>
          {' '}
          <span class="badge badge-unverified">未核实</span>
        </>
      ) : null}
    </span>
  );

/** Sources one after the other. */
export const Cites: FC<{ cites: readonly Source[] }> = ({ cites }) => (
  <>
    {[...new Map(cites.map((c) => [c.text, c])).values()].map((c, i) => (
      <>
        {i > 0 ? '；' : ''}
        <Cite cite={c} />
      </>
    ))}
  </>
);

/** A share as a bar: drawn by attributes, so that no style stands in the page. */
export const Bar: FC<{ parts: readonly { readonly share: number; readonly tone: Tone }[]; label: string }> = (
  p,
) => {
  let x = 0;
  return (
    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label={p.label}>
      <rect class="bar-ground" x="0" y="0" width="100" height="4" />
      {p.parts.map((part) => {
        const from = x;
        x += part.share * 100;
        return (
          <rect
            class={`tone-${part.tone}`}
            x={from.toFixed(2)}
            y="0"
            width={(part.share * 100).toFixed(2)}
            height="4"
          />
        );
      })}
    </svg>
  );
};

/** A section of a page with its heading. */
export const Section: FC<{
  id: string;
  title: string;
  more?: { href: string; text: string };
  children?: Child;
}> = (p) => (
  <section class="section" aria-labelledby={`${p.id}-title`} id={p.id}>
    <div class="section-head">
      <h2 id={`${p.id}-title`}>{p.title}</h2>
      {p.more ? <a href={p.more.href}>{p.more.text}</a> : null}
    </div>
    {p.children}
  </section>
);
