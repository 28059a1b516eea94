/** “May I enter?” (R2.1, R10.1): what somebody wants to do, answered in a sentence with the entry of the list it stands on. */
import { dateOf } from '@fadu/kernel';
import { liveEntries } from '@fadu/office/registers/list';
import {
  type EntryAnswer,
  FOREIGN_LIST,
  type ForeignEntry,
  MARKET_LIST,
  type MarketEntry,
  mayEnter,
} from '@fadu/plan/functions/market-negative-list/index';
import { Hono } from 'hono';
import { z } from 'zod';
import { Empty, Field, Options, PageTitle, Section, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { entryHref } from './register-parts.tsx';

const FORMS = ['公司', '合伙企业', '个体工商户', '个人独资企业', '农民专业合作社'] as const;

/** What the address holds; what is wrong there counts as not said. */
const asked = z.object({
  q: z.string().trim().max(60).catch(''),
  who: z.enum(['', 'foreign']).catch(''),
  form: z.enum(FORMS).optional().catch(undefined),
  share: z.coerce.number().int().min(1).max(100).optional().catch(undefined),
});

const TONES: Readonly<Record<EntryAnswer['answer'], 'good' | 'wait' | 'end'>> = {
  可以进入: 'good',
  须经许可: 'wait',
  禁止进入: 'end',
  不符合外资要求: 'end',
};

/** `/may-enter`. */
export function mayEnterPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.get('/may-enter', async (c) => {
    const q = asked.parse({
      q: c.req.query('q') ?? '',
      who: c.req.query('who') ?? '',
      form: c.req.query('form') || undefined,
      share: c.req.query('share') || undefined,
    });
    const entries = await office.store.within({ as: 'public' }, (tx) =>
      liveEntries(tx, [MARKET_LIST, FOREIGN_LIST], dateOf(office.now()), office.now()),
    );
    const of = <T,>(register: string) =>
      entries
        .filter((e) => e.register === register)
        .map((e) => ({ code: e.code, body: e.body as unknown as T }));
    const lists = { market: of<MarketEntry>(MARKET_LIST), foreign: of<ForeignEntry>(FOREIGN_LIST) };
    // Without the list nothing can be said: silence of an empty list is no permission.
    const loaded = lists.market.length > 0;
    const found =
      q.q && loaded
        ? mayEnter(lists, {
            matter: q.q,
            foreign: q.who === 'foreign',
            ...(q.form && { form: q.form }),
            ...(q.share !== undefined && { share: q.share }),
          })
        : undefined;
    const on = found?.entry && entries.find((e) => e.register === found.register && e.code === found.entry);
    const body = (
      <>
        <PageTitle title="我能不能做">
          写下想做的生意，按市场准入负面清单回答。清单以外，各类经营主体都可以依法平等进入。
        </PageTitle>
        <form action="/may-enter" method="get" class="form">
          <Field name="q" label="想做什么" hint="如“开网吧”“办职业中介”">
            <input id="q" name="q" value={q.q} maxlength={60} required aria-describedby="q-hint" />
          </Field>
          <Field name="who" label="谁来投资">
            <select id="who" name="who">
              <Options
                value={q.who}
                list={[
                  ['', '境内投资者'],
                  ['foreign', '有境外投资者'],
                ]}
              />
            </select>
          </Field>
          <Field name="form" label="用什么形式（可以不选）">
            <select id="form" name="form">
              <Options value={q.form ?? ''} list={[['', '还没有定'], ...FORMS.map((f) => [f, f] as const)]} />
            </select>
          </Field>
          <Field name="share" label="外资股比（%，没有外资的不填）">
            <input id="share" name="share" type="number" min={1} max={100} value={q.share ?? ''} />
          </Field>
          <button type="submit" class="button">
            查一查
          </button>
        </form>
        {found ? (
          <Section id="answer" title={`“${q.q}”`}>
            <p>
              <Tag tone={TONES[found.answer]}>{found.answer}</Tag> {found.say}
            </p>
            {on ? (
              <p>
                依据：<a href={entryHref(on.register, on)}>{String(on.body.name)}</a>
              </p>
            ) : (
              <p class="soft">
                任何单位另设准入条件的，可以<a href="/competition">举报</a>。
              </p>
            )}
          </Section>
        ) : null}
        {loaded ? null : <Empty>还没有登记市场准入负面清单，现在不能回答；以国家公布的清单为准。</Empty>}
        <ul class="links-line meta">
          <li>
            <a href={`/registers/${MARKET_LIST}`}>市场准入负面清单</a>
          </li>
          <li>
            <a href={`/registers/${FOREIGN_LIST}`}>外商投资准入负面清单</a>
          </li>
        </ul>
      </>
    );
    return page(site, c, { title: '我能不能做' }, body);
  });
  return app;
}
