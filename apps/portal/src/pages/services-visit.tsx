/** Coming to the hall (R8.3): how many wait now, a half hour to book, one's own bookings. Whoever just comes takes a number. */
import { dateOf } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import { type HallNow, hallsNow, type MyVisit, myVisits, placesOn } from '@fadu/office/services/visits';
import { visitSettings, windowVisit } from '@fadu/plan/functions/service-window/visit';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { longDate } from '../dates.ts';
import {
  Empty,
  ErrorSummary,
  Field,
  type FieldFault,
  Options,
  PageTitle,
  Section,
  wiring,
} from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import { SignIn } from './services-apply.tsx';
import { SERVICE_CRUMBS } from './services-parts.tsx';

const PATH = '/services/visit';
const FIELDS = ['hall', 'day', 'slot', 'matter'] as const;
type Entry = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const later = (day: string, n: number): string =>
  new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);

const Halls: FC<{ halls: readonly HallNow[] }> = ({ halls }) =>
  halls.length ? (
    <ul class="rows">
      {halls.map((h) => (
        <li>
          <p class="row-title">{h.name}</p>
          <p class="meta">
            <span>现在等叫号的{h.waiting}人</span>
            <span>{visitSettings.windows}个综合窗口，什么事都能办</span>
          </p>
        </li>
      ))}
    </ul>
  ) : (
    <Empty>机构名录里还没有政务服务大厅。大厅登记以后，在这里看排队、预约。</Empty>
  );

const Mine: FC<{ site: Site; mine: readonly MyVisit[]; form: string }> = ({ site, mine, form }) =>
  mine.length ? (
    <Section id="mine" title="我的预约">
      <ul class="rows">
        {mine.map((v) => (
          <li>
            <p class="row-title">
              {longDate(site.office.calendar, v.day)} {v.slot}
            </p>
            <p class="meta">
              <span>{site.office.organName(v.hall)}</span>
              <span>到了先在大厅取号，这半小时里先叫您</span>
            </p>
            <form method="post" action={`${PATH}/${v.id}/cancel`}>
              <input type="hidden" name="form" value={form} />
              <button type="submit" class="button button-secondary">
                取消{v.slot}的预约
              </button>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  ) : null;

/** `/services/visit`. */
export function visitPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  const show = async (c: Context, entry: Entry, form = newForm(), faults: readonly FieldFault[] = []) => {
    const actor = await site.deps.identify(c);
    const halls = await hallsNow(office);
    const mine = actor.person ? await myVisits(office, actor.person) : [];
    const hall = halls.find((h) => h.id === entry.hall) ?? (halls.length === 1 ? halls[0] : undefined);
    const tomorrow = later(dateOf(office.now()), 1);
    const day = DAY.test(entry.day ?? '') ? entry.day : undefined;
    const places = hall && day ? await placesOn(office, hall.id, day) : [];
    const { fault, attributes: at } = wiring(faults, false);
    return page(
      site,
      c,
      { title: '预约和排队', crumbs: SERVICE_CRUMBS, fresh: true, failed: faults.length > 0 },
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title="预约和排队">
          可以预约，也可以直接来取号，取号不限。任何窗口都能办，办不了的有兜底窗口。
        </PageTitle>
        <div class="visit">
          <Mine site={site} mine={mine} form={form} />
          <Section id="halls" title="现在排队">
            <Halls halls={halls} />
          </Section>
          {halls.length === 0 ? null : (
            <Section id="book" title="预约">
              <form method="get" action={PATH} class="form">
                <Field name="hall" label="大厅" fault={fault('hall')}>
                  <select {...at('hall')} required>
                    <Options
                      value={hall?.id}
                      list={[['', '请选择'], ...halls.map((h) => [h.id, h.name] as const)]}
                    />
                  </select>
                </Field>
                <Field
                  name="day"
                  label="哪一天"
                  hint={`从明天起${visitSettings.ahead}天以内。今天来的不用预约，到大厅取号。`}
                  fault={fault('day')}
                >
                  <input
                    {...at('day', true)}
                    type="date"
                    value={day ?? tomorrow}
                    min={tomorrow}
                    max={later(tomorrow, visitSettings.ahead - 1)}
                    required
                  />
                </Field>
                <p class="actions">
                  <button type="submit" class="button button-secondary">
                    看这一天的空位
                  </button>
                </p>
              </form>
              {hall && day ? (
                actor.person ? (
                  <form method="post" action={PATH} class="form">
                    <input type="hidden" name="form" value={form} />
                    <input type="hidden" name="hall" value={hall.id} />
                    <input type="hidden" name="day" value={day} />
                    <Field
                      name="slot"
                      label={`${longDate(office.calendar, day)}几点来`}
                      hint="约满的不列出来；没有合适的，直接来取号。"
                      fault={fault('slot')}
                    >
                      <select {...at('slot', true)} required>
                        <Options
                          value={entry.slot}
                          list={[
                            ['', '请选择'],
                            ...places
                              .filter((x) => x.left > 0)
                              .map((x) => [x.slot, `${x.slot}，还有${x.left}个`] as const),
                          ]}
                        />
                      </select>
                    </Field>
                    <Field name="matter" label="要办的事（选填）" fault={fault('matter')}>
                      <input {...at('matter')} value={entry.matter} maxlength={200} />
                    </Field>
                    <p class="actions">
                      <button type="submit" class="button">
                        预约
                      </button>
                    </p>
                  </form>
                ) : (
                  <SignIn
                    next={`${PATH}?hall=${encodeURIComponent(hall.id)}&day=${day}`}
                    why="登录之后才能预约和取消。不登录的直接到大厅取号，一样办。"
                  />
                )
              ) : null}
            </Section>
          )}
        </div>
        <p class="soft small">
          程序见<a href="/procedures/window-visit">窗口预约和叫号</a>。
        </p>
      </>,
      faults.length ? 422 : 200,
    );
  };
  const faultsOf = (error: Problem): FieldFault[] =>
    error.items.length
      ? error.items.map((i) => ({
          say: i.detail,
          ...(FIELDS.some((f) => f === i.field) && { field: i.field as string }),
        }))
      : [{ say: error.message }];

  app.get(PATH, (c) =>
    show(c, { hall: (c.req.query('hall') ?? '').slice(0, 60), day: (c.req.query('day') ?? '').slice(0, 10) }),
  );
  app.post(PATH, async (c) => {
    const { entered, input, form, key } = await readSent(c, FIELDS);
    const actor = await site.deps.identify(c);
    if (!actor.person) return show(c, entered, form, [{ say: '登录之后才能预约' }]);
    try {
      await openCase(office, windowVisit.code, { act: 'book', actor, input, key: key('book') });
      return c.redirect(`${PATH}#mine`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, entered, form, faultsOf(error));
    }
  });
  app.post(`${PATH}/:id/cancel`, async (c) => {
    const { key } = await readSent(c, []);
    const actor = await site.deps.identify(c);
    const id = c.req.param('id').slice(0, 60);
    if (!actor.person) return show(c, {}, newForm(), [{ say: '登录之后才能取消' }]);
    try {
      await performAct(office, id, { act: 'cancel', actor, input: {}, key: key('cancel', id) });
      return c.redirect(PATH, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, {}, newForm(), faultsOf(error));
    }
  });
  return app;
}
