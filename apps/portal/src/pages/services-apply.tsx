/** Applying for a service item: a form made from the item and from the procedure's own form; nothing is lost when it is refused. */
import type { Actor, DateStr } from '@fadu/kernel';
import { openCase } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import { type ServiceStanding, serviceOn } from '@fadu/office/services/items';
import { type KnownApplicant, knownApplicant } from '@fadu/office/services/known';
import {
  fromApplicant,
  type Material,
  mayCommit,
  type ServiceItem,
  serviceApplication,
} from '@fadu/plan/functions/service-items/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { ACCEPTED_WORDS, type FilePlace, handInFiles, readFiles } from '../files.ts';
import { ErrorSummary, Field, type FieldFault, Options, PageTitle, Section, wiring } from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import { CommitmentNotice } from './services-guide.tsx';
import {
  daysText,
  FILES_LOST,
  FileInput,
  SERVICE_CRUMBS,
  SOURCE_WORDS,
  serviceHref,
  statutoryText,
} from './services-parts.tsx';

const PLAIN = [
  'applicantType',
  'name',
  'identity',
  'contact',
  'address',
  'matter',
  'proxy',
  'proxyRelation',
  'authority',
] as const;
const CHOICE = ['way', 'agree'] as const;
const COMMIT = '告知承诺';
const ORDINARY = '一般程序';
/** A material for a case that is not the applicant's. */
const NOT_MINE = '不属于这种情形';

type Entry = Readonly<Record<string, string>>;

/** Names of the inputs of a material, by its place in the item's list. */
const howField = (i: number) => `how${i}`;
const noteField = (i: number) => `note${i}`;
const fileField = (i: number) => `file${i}`;
const NOW = '随申请提交';

/** Ways in which a material may be handed in, as this item allows it. */
export function waysOf(item: ServiceItem, m: Material): readonly (readonly [value: string, text: string])[] {
  return [
    ...(m.need === '特定情形' ? [[NOT_MINE, '不属于这种情形，不用交'] as const] : []),
    [NOW, '现在交'] as const,
    ...(mayCommit(m, item.commitment === '可以告知承诺')
      ? [['书面承诺替代', '用书面承诺代替'] as const]
      : []),
    ...(m.need === '可容缺' ? [['以后补齐', '先受理，以后补齐'] as const] : []),
  ];
}

/** Materials that the applicant hands in, each with its place in the item's list. */
const asked = (item: ServiceItem): readonly (readonly [i: number, m: Material])[] =>
  item.materials.map((m, i) => [i, m] as const).filter(([, m]) => fromApplicant(m));

/** What the act is given, from what was entered. */
function inputOf(item: ServiceItem, code: string, entry: Entry): Record<string, unknown> {
  const text = Object.fromEntries(PLAIN.flatMap((f) => (entry[f] ? [[f, entry[f]]] : [])));
  return {
    ...text,
    item: code,
    ...(item.object !== '都可以' && { applicantType: item.object }),
    materials: asked(item).flatMap(([i, m]) => {
      const how = waysOf(item, m).find(([value]) => value === entry[howField(i)])?.[0];
      const note = entry[noteField(i)];
      return how && how !== NOT_MINE ? [{ name: m.name, how, ...(note && { note }) }] : [];
    }),
    ...(entry.way === COMMIT && { commitment: true }),
  };
}

/** What only this form can find: a material without a choice, a commitment without its notice read. */
function ownFaults(item: ServiceItem, entry: Entry, sent: readonly FilePlace[]): FieldFault[] {
  const out: FieldFault[] = asked(item)
    .filter(([i, m]) => !waysOf(item, m).some(([value]) => value === entry[howField(i)]))
    .map(([i, m]) => ({ field: howField(i), say: `请选择“${m.name}”怎么交` }));
  out.push(
    ...asked(item)
      .filter(([i]) => sent.some((f) => f.field === fileField(i)) && entry[howField(i)] !== NOW)
      .map(([i, m]) => ({ field: howField(i), say: `“${m.name}”已经选了文件，请选“现在交”` })),
  );
  const replaced = asked(item).find(
    ([i, m]) => entry[howField(i)] === '书面承诺替代' && !mayCommit(m, entry.way === COMMIT),
  );
  if (replaced)
    out.push({
      field: howField(replaced[0]),
      say: `按一般程序办理的，“${replaced[1].name}”不能用承诺代替；请现在交，或者选告知承诺`,
    });
  if (entry.way === COMMIT && entry.agree !== 'yes')
    out.push({ field: 'agree', say: '选告知承诺的，要先看完告知书并在下面打勾' });
  return out;
}

/** Faults of a refused application, each with the field of this form. */
function faultsOf(problem: Problem, item: ServiceItem): FieldFault[] {
  if (problem.items.length === 0) return [{ say: problem.message }];
  const first = asked(item)[0];
  return problem.items.map((i) => {
    const field =
      i.field === 'commitment'
        ? 'way'
        : i.field?.startsWith('materials')
          ? first && howField(first[0])
          : PLAIN.find((f) => f === i.field);
    return {
      say: i.detail,
      ...(field && { field }),
      cites: i.citations.filter((cite) => cite.standing !== 'design').map((cite) => cite.text),
    };
  });
}

const MaterialRow: FC<{
  item: ServiceItem;
  i: number;
  m: Material;
  entry: Entry;
  fault: (name: string) => string | undefined;
}> = ({ item, i, m, entry, fault }) => {
  const [how, note] = [howField(i), noteField(i)];
  const ways = waysOf(item, m);
  const wrong = fault(how);
  return (
    <li class={wrong ? 'material field-invalid' : 'material'}>
      <p class="row-title">
        <label for={how}>{m.name}</label>
      </p>
      <p class="hint" id={`${how}-hint`}>
        {m.form}
        {m.need === '特定情形' ? `；${m.when}` : m.need === '可容缺' ? '；可以先受理，后补齐' : ''}
      </p>
      {wrong ? (
        <p class="field-error" id={`${how}-error`}>
          {wrong}
        </p>
      ) : null}
      <div class="filters-row">
        <select
          id={how}
          name={how}
          required
          aria-describedby={wrong ? `${how}-hint ${how}-error` : `${how}-hint`}
          {...(wrong && { 'aria-invalid': 'true' })}
        >
          <Options value={entry[how]} list={ways.length === 1 ? ways : [['', '请选择怎么交'], ...ways]} />
        </select>
        <p>
          <label for={note} class="visually-hidden">
            {m.name}的说明
          </label>
          <input id={note} name={note} value={entry[note]} maxlength={200} placeholder="说明（选填）" />
        </p>
      </div>
      <FileInput field={fileField(i)} of={m.name} fault={fault(fileField(i))} />
    </li>
  );
};

const Form: FC<{
  site: Site;
  found: ServiceStanding;
  entry: Entry;
  form: string;
  faults: readonly FieldFault[];
}> = ({ site, found: { entry: e, item }, entry, form, faults }) => {
  const { fault, attributes: at } = wiring(faults, false);
  const fetched = item.materials.filter((m) => !fromApplicant(m));
  const mine = asked(item);
  return (
    <form method="post" action={serviceHref(e, '/apply')} class="form" enctype="multipart/form-data">
      <input type="hidden" name="form" value={form} />
      <Section id="applicant" title="谁申请">
        {item.object === '都可以' ? (
          <Field name="applicantType" label="申请人类型" fault={fault('applicantType')}>
            <select {...at('applicantType')} required>
              <Options
                value={entry.applicantType}
                list={[
                  ['', '请选择'],
                  ['自然人', '个人'],
                  ['法人和其他组织', '单位'],
                ]}
              />
            </select>
          </Field>
        ) : null}
        <Field
          name="name"
          label={
            item.object === '自然人' ? '姓名' : item.object === '都可以' ? '姓名或者单位名称' : '单位名称'
          }
          fault={fault('name')}
        >
          <input {...at('name')} value={entry.name} maxlength={100} autocomplete="name" required />
        </Field>
        <Field
          name="identity"
          label={
            item.object === '自然人'
              ? '证件号码'
              : item.object === '都可以'
                ? '证件号码或者统一社会信用代码'
                : '统一社会信用代码'
          }
          hint="不公开。"
          fault={fault('identity')}
        >
          <input
            {...at('identity', true)}
            value={entry.identity}
            maxlength={40}
            autocomplete="off"
            required
          />
        </Field>
        <Field name="contact" label="联系电话" hint="不公开，有事只打这个电话。" fault={fault('contact')}>
          <input {...at('contact', true)} value={entry.contact} maxlength={40} autocomplete="tel" required />
        </Field>
        <Field name="address" label="送达地址（选填）" hint="要邮寄的填写。" fault={fault('address')}>
          <input
            {...at('address', true)}
            value={entry.address}
            maxlength={200}
            autocomplete="street-address"
          />
        </Field>
        <details open={Boolean(entry.proxy || entry.authority || entry.proxyRelation)}>
          <summary>替别人办的填这里</summary>
          <Field name="proxy" label="代办人姓名" fault={fault('proxy')}>
            <input {...at('proxy')} value={entry.proxy} maxlength={60} />
          </Field>
          <Field
            name="proxyRelation"
            label="和申请人的关系"
            hint="如：子女、单位经办人。"
            fault={fault('proxyRelation')}
          >
            <input {...at('proxyRelation', true)} value={entry.proxyRelation} maxlength={40} />
          </Field>
          <Field name="authority" label="委托的凭据" hint="如：授权委托书编号。" fault={fault('authority')}>
            <input {...at('authority', true)} value={entry.authority} maxlength={200} />
          </Field>
        </details>
      </Section>
      <Section id="what" title="申请什么">
        <Field
          name="matter"
          label="申请内容"
          hint="一两句话，如：在某路某号经营小吃店，做堂食。"
          fault={fault('matter')}
        >
          <textarea {...at('matter', true)} rows={4} maxlength={2000} required>
            {entry.matter}
          </textarea>
        </Field>
      </Section>
      <Section id="materials" title="材料">
        {mine.length ? (
          <ul class="rows">
            {mine.map(([i, m]) => (
              <MaterialRow item={item} i={i} m={m} entry={entry} fault={fault} />
            ))}
          </ul>
        ) : (
          <p>不用提交材料。</p>
        )}
        {mine.length ? (
          <p class="soft small">
            可以传{ACCEPTED_WORDS}
            ，一共不超过20兆字节。选“现在交”又不传的，请在提交后把材料送到或者寄到办理地点（见办事指南“到哪里办”），并写上申请登记号。
          </p>
        ) : null}
        {fetched.length ? (
          <>
            <p class="label label-later">不用您提交的</p>
            <ul class="dotted">
              {fetched.map((m) => (
                <li>
                  {m.name}
                  <span class="soft small">　{SOURCE_WORDS[m.source]}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </Section>
      {item.commitment === '可以告知承诺' ? (
        <Section id="commitment" title="选哪种办法">
          <CommitmentNotice item={item} organ={site.office.organName(item.organ)} />
          <fieldset class="choices">
            <legend>您选哪种</legend>
            {fault('way') ? <p class="field-error">{fault('way')}</p> : null}
            <label for="way">
              <input id="way" type="radio" name="way" value={ORDINARY} checked={entry.way !== COMMIT} />
              一般程序，{daysText(item)}
            </label>
            <label for="way-commit">
              <input id="way-commit" type="radio" name="way" value={COMMIT} checked={entry.way === COMMIT} />
              告知承诺，当场决定，之后核查
            </label>
          </fieldset>
          <div class={fault('agree') ? 'field field-invalid' : 'field'}>
            {fault('agree') ? (
              <p class="field-error" id="agree-error">
                {fault('agree')}
              </p>
            ) : null}
            <label class="check-line" for="agree">
              <input
                id="agree"
                type="checkbox"
                name="agree"
                value="yes"
                checked={entry.agree === 'yes'}
                {...(fault('agree') && { 'aria-describedby': 'agree-error', 'aria-invalid': 'true' })}
              />
              选告知承诺的打勾：告知书我看完了，我符合全部条件，自愿承诺
            </label>
          </div>
        </Section>
      ) : null}
      <p class="actions">
        <button type="submit" class="button">
          提交申请
        </button>
      </p>
      <p class="soft small">
        提交后马上得到登记号。{daysText(item)}（法定{statutoryText(item)}），决定之前随时可以撤回。
      </p>
    </form>
  );
};

/** Where to sign in and come back. */
export const SignIn: FC<{ next: string; why: string }> = ({ next, why }) => (
  <div class="banner tone-wait" role="status">
    <p>
      <strong>请先登录</strong>
    </p>
    <p>{why}</p>
    <p class="actions">
      <a class="button" href={`/sign-in?next=${encodeURIComponent(next)}`} rel="nofollow">
        登录后继续
      </a>
    </p>
  </div>
);

/** What is known of an applicant, as the fields of a form. */
export const describedBy = ({ on: _, ...known }: KnownApplicant): Entry => ({ ...known });

/** Where what is filled in already comes from. */
export const TakenFrom: FC<{ on: DateStr }> = ({ on }) => (
  <p class="notice" role="note">
    名称、证件号码、电话和地址取自您{shortDate(on)}的申请，不用再填；不对的直接改。
  </p>
);

/** `/services/<code>/apply`. */
export function applyPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  type Ctx = Parameters<typeof page>[1];

  const lookUp = (c: Ctx) => {
    const asked = c.req.query('region');
    return serviceOn(
      office,
      (c.req.param('code') ?? '').slice(0, 100),
      /^\d{6}$/.test(asked ?? '') ? asked : undefined,
    );
  };

  const show = (
    c: Ctx,
    found: ServiceStanding,
    actor: Actor,
    entry: Entry,
    form: string,
    faults: readonly FieldFault[],
    since?: DateStr,
  ) => {
    const { entry: e, item } = found;
    const crumbs = [...SERVICE_CRUMBS, { title: item.name, href: serviceHref(e) }];
    const title = `申请：${item.name}`;
    const open = e.status === '在用' && item.channels.includes('网上');
    return page(
      site,
      c,
      { title, crumbs, noindex: true, fresh: true, failed: faults.length > 0 },
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title={title}>
          {office.organName(item.organ)}办理，{daysText(item)}。带“选填”的可以不填。
        </PageTitle>
        {!open ? (
          <p class="banner tone-quiet">
            {e.status === '在用' ? '这件事还不能在网上申请，请到窗口办。' : '这件事现在不受理新的申请。'}
            <a href={serviceHref(e)}>看办事指南</a>
          </p>
        ) : actor.person ? (
          <>
            {since ? <TakenFrom on={since} /> : null}
            <Form site={site} found={found} entry={entry} form={form} faults={faults} />
          </>
        ) : (
          <SignIn
            next={serviceHref(e, '/apply')}
            why="登录之后才能把办理进展、补正告知和决定送到您手里。不方便上网的，到窗口、乡镇（街道）或者打电话申请，一样办。"
          />
        )}
      </>,
      faults.length ? 422 : 200,
    );
  };

  app.get('/services/:code/apply', async (c) => {
    const found = await lookUp(c);
    if (!found) return c.notFound();
    const actor = await site.deps.identify(c);
    const { object } = found.item;
    const known = actor.person
      ? object === '都可以'
        ? null
        : await knownApplicant(office, actor.person, object)
      : null;
    const own: Entry = known
      ? describedBy(known)
      : object !== '法人和其他组织' && actor.person
        ? { name: actor.name }
        : {};
    return show(c, found, actor, own, newForm(), [], known?.on);
  });

  app.post('/services/:code/apply', async (c) => {
    const found = await lookUp(c);
    if (!found) return c.notFound();
    const { entry: e, item } = found;
    const places = asked(item).flatMap(([i]) => [howField(i), noteField(i)]);
    const { entered, form, key } = await readSent(c, [...PLAIN, ...CHOICE, ...places]);
    const actor = await site.deps.identify(c);
    if (!actor.person) return show(c, found, actor, entered, form, [{ say: '登录之后才能提交申请' }]);
    const given = await readFiles(
      c,
      asked(item).map(([i, m]) => ({ field: fileField(i), material: m.name })),
    );
    // Whoever chose a file and nothing else hands it in now.
    const entry: Entry = {
      ...Object.fromEntries(
        asked(item).flatMap(([i]) =>
          given.files.some((f) => f.field === fileField(i)) ? [[howField(i), NOW]] : [],
        ),
      ),
      ...Object.fromEntries(Object.entries(entered).filter(([, value]) => value !== '')),
    };
    const lost: FieldFault[] = given.files.length ? [{ say: FILES_LOST }] : [];
    const own = [...ownFaults(item, entry, given.files), ...given.faults];
    if (own.length) return show(c, found, actor, entry, form, [...own, ...lost]);
    try {
      const done = await openCase(office, serviceApplication.code, {
        act: 'apply',
        actor,
        input: inputOf(item, e.code, entry),
        region: e.region,
        key: key('apply', e.code),
      });
      await handInFiles(office, actor, done.caseId, form, given.files, done.record.seq);
      return c.redirect(`/services/mine/${done.caseId}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, found, actor, entry, form, [...faultsOf(error, item), ...lost]);
    }
  });
  return app;
}
