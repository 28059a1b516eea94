import type { MyRating, MyService } from '@fadu/office/services/progress';
import { GRADES } from '@fadu/plan/functions/service-window/rating';
import type { FC } from 'hono/jsx';
import { longDate, momentText } from '../dates.ts';
import { ACCEPTED_WORDS, type FilePlace } from '../files.ts';
import { Field, type FieldFault, Section, wiring } from '../parts.tsx';
import type { Site } from '../site.tsx';
import { FileInput, sentence } from './services-parts.tsx';

interface Asked {
  readonly material: string;
  readonly problem: string;
  readonly how: string;
}
export type Entry = Readonly<Record<string, string>>;

/** What the correction notice asks for. */
export const askedFor = (m: MyService): readonly Asked[] =>
  (m.view.get('notify-correction.items') as readonly Asked[] | undefined) ?? [];
/** What was accepted as missing. */
export const lacking = (m: MyService): readonly string[] =>
  (m.view.get('accept.lacking') as readonly string[] | undefined) ?? [];

/** Inputs of a material that is handed in later, by its place among those asked for. */
export const noteOf = (kind: 'fix' | 'add', i: number): string => `${kind}-note${i}`;
const fileOf = (kind: 'fix' | 'add', i: number): string => `${kind}-file${i}`;
/** Where the files of the materials asked for are found in what was sent. */
export const filePlaces = (kind: 'fix' | 'add', names: readonly string[]): readonly FilePlace[] =>
  names.map((material, i) => ({ field: fileOf(kind, i), material }));

/** A material handed in later: a file, or in words what was mended. */
const Later: FC<{
  name: string;
  why: string;
  i: number;
  kind: 'fix' | 'add';
  entry: Entry;
  fault: (name: string) => string | undefined;
}> = ({ name, why, i, kind, entry, fault }) => {
  const note = noteOf(kind, i);
  const wrong = fault(note);
  return (
    <li class={wrong ? 'material field-invalid' : 'material'}>
      <p class="row-title">{name}</p>
      <p class="hint" id={`${note}-hint`}>
        {why}
      </p>
      <FileInput field={fileOf(kind, i)} of={name} fault={fault(fileOf(kind, i))} />
      {wrong ? (
        <p class="field-error" id={`${note}-error`}>
          {wrong}
        </p>
      ) : null}
      <label for={note}>
        <span class="visually-hidden">{name}的</span>说明（传了文件的可以不填）
      </label>
      <input
        id={note}
        name={note}
        value={entry[note]}
        maxlength={200}
        aria-describedby={wrong ? `${note}-hint ${note}-error` : `${note}-hint`}
        {...(wrong && { 'aria-invalid': 'true' })}
      />
    </li>
  );
};

export interface Shown {
  readonly site: Site;
  readonly m: MyService;
  readonly form: string;
  readonly entry: Entry;
  readonly faults: readonly FieldFault[];
}

/** How else it may come: what is on paper is entered by the window, with the day it came. */
const OnPaper: FC = () => (
  <p class="soft small">
    可以传{ACCEPTED_WORDS}
    ，一共不超过20兆字节。要交纸质材料的不用在这里提交，送到或者寄到受理窗口，窗口按收到的那一天登记。
  </p>
);

export const CorrectForm: FC<Shown> = ({ site, m, form, entry, faults }) => {
  const { fault, attributes: at } = wiring(faults, false);
  const due = m.limits.find((l) => l.clock === 'correction')?.due;
  return (
    <Section id="correct" title="补正材料">
      <p>
        下面是要补正的全部内容，只告知这一次；补齐了就应当受理。
        {due ? `最后一天是${longDate(site.office.calendar, due)}。` : ''}
        {sentence(m.view.text('notify-correction.risk'))}
      </p>
      <OnPaper />
      <form
        method="post"
        action={`/services/mine/${m.id}/correct`}
        class="form"
        enctype="multipart/form-data"
      >
        <input type="hidden" name="form" value={form} />
        <ul class="rows">
          {askedFor(m).map((x, i) => (
            <Later
              name={x.material}
              why={`${x.problem}。${x.how}`}
              i={i}
              kind="fix"
              entry={entry}
              fault={fault}
            />
          ))}
        </ul>
        <Field name="text" label="补正说明（选填）" fault={fault('text')}>
          <textarea {...at('text')} rows={3} maxlength={2000}>
            {entry.text}
          </textarea>
        </Field>
        <p class="actions">
          <button type="submit" class="button">
            提交补正
          </button>
        </p>
      </form>
    </Section>
  );
};

export const AddForm: FC<Shown> = ({ site, m, form, entry, faults }) => {
  const { fault } = wiring(faults, false);
  const due = m.limits.find((l) => l.clock === 'missing')?.due;
  return (
    <Section id="add" title="补齐容缺的材料">
      <p>
        申请已经受理，这些材料还没有。
        {due ? `最后一天是${longDate(site.office.calendar, due)}，不补齐不能准予。` : ''}
      </p>
      <OnPaper />
      <form method="post" action={`/services/mine/${m.id}/add`} class="form" enctype="multipart/form-data">
        <input type="hidden" name="form" value={form} />
        <ul class="rows">
          {lacking(m).map((name, i) => (
            <Later name={name} why="受理时缺少" i={i} kind="add" entry={entry} fault={fault} />
          ))}
        </ul>
        <p class="actions">
          <button type="submit" class="button">
            提交
          </button>
        </p>
      </form>
    </Section>
  );
};

export const HearingForm: FC<{ m: MyService; form: string }> = ({ m, form }) => (
  <Section id="hearing" title="申请听证">
    <p>您可以要求举行听证，不收费。告知之日起五个工作日内提出。</p>
    <form method="post" action={`/services/mine/${m.id}/hearing`} class="form">
      <input type="hidden" name="form" value={form} />
      <p class="actions">
        <button type="submit" class="button button-secondary">
          申请听证
        </button>
      </p>
    </form>
  </Section>
);

/** Rating a finished application: once, freely, handled by the hall and not by the organ rated. */
export const RateForm: FC<Shown & { rating: MyRating }> = ({ site, m, form, entry, faults, rating }) => {
  const { fault, attributes: at } = wiring(faults, false);
  if (rating.given)
    return (
      <Section id="rate" title="评价">
        <p>您已经评价：{rating.given}。差评由政务大厅核实处理，被评价的机关不能自己处理。</p>
        {rating.due && !rating.answer ? (
          <p>
            正在核实处理，最后一天是
            <time datetime={rating.due}>{longDate(site.office.calendar, rating.due)}</time>，结果写在这里。
          </p>
        ) : null}
        {rating.answer ? (
          <dl class="facts">
            <dt>处理结果</dt>
            <dd>{rating.answer.way}</dd>
            <dt>核实情况</dt>
            <dd>{rating.answer.facts}</dd>
            <dt>改了什么</dt>
            <dd>{rating.answer.change}</dd>
            <dt>答复时间</dt>
            <dd>{momentText(rating.answer.at)}</dd>
          </dl>
        ) : null}
      </Section>
    );
  return rating.hall ? (
    <Section id="rate" title="评价">
      <p>愿意的话，说说办得怎么样，一件只评一次。差评由政务大厅核实处理，被评价的机关不能自己处理。</p>
      <form method="post" action={`/services/mine/${m.id}/rate`} class="form">
        <input type="hidden" name="form" value={form} />
        <fieldset class="choices">
          <legend id="grade-title">您满意吗</legend>
          {fault('grade') ? (
            <p class="field-error" id="grade-error">
              {fault('grade')}
            </p>
          ) : null}
          {GRADES.map((g, i) => (
            <label for={i === 0 ? 'grade' : `grade${i}`}>
              <input
                id={i === 0 ? 'grade' : `grade${i}`}
                type="radio"
                name="grade"
                value={g}
                checked={entry.grade === g}
                required
              />
              {g}
            </label>
          ))}
        </fieldset>
        <Field name="words" label="说说情况（选填）" fault={fault('words')}>
          <textarea {...at('words')} rows={3} maxlength={1000}>
            {entry.words}
          </textarea>
        </Field>
        <label class="check-line" for="named">
          <input id="named" type="checkbox" name="named" value="yes" checked={entry.named === 'yes'} />
          愿意接受电话回访。不选的不联系您，差评照样处理
        </label>
        <p class="actions">
          <button type="submit" class="button">
            提交评价
          </button>
        </p>
      </form>
    </Section>
  ) : null;
};

export const WithdrawForm: FC<Shown> = ({ m, form, entry, faults }) => {
  const { fault, attributes: at } = wiring(faults, false);
  return (
    <Section id="withdraw" title="不办了">
      <details open={Boolean(fault('statement') || entry.statement)}>
        <summary>撤回申请</summary>
        <p>撤回以后这件申请就停了，不能恢复；可以重新申请，不影响再办。</p>
        <form method="post" action={`/services/mine/${m.id}/withdraw`} class="form">
          <input type="hidden" name="form" value={form} />
          <Field name="statement" label="说明（选填）" fault={fault('statement')}>
            <input {...at('statement')} value={entry.statement} maxlength={500} />
          </Field>
          <p class="actions">
            <button type="submit" class="button button-secondary">
              撤回申请
            </button>
          </p>
        </form>
      </details>
    </Section>
  );
};
