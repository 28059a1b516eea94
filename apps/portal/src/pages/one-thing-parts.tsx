/** Pieces that the pages of life events share: what belongs to a case by its answers, its order as a picture, its materials. */
import type { Office } from '@fadu/office/office';
import type { BundleStanding } from '@fadu/office/services/bundles';
import { type ServiceStanding, serviceOn } from '@fadu/office/services/items';
import {
  type Answers,
  afterOf,
  answersOf,
  type BundleMember,
  chosen,
  longestWay,
  waves,
} from '@fadu/plan/functions/one-thing-once/index';
import { fromApplicant, type Material } from '@fadu/plan/functions/service-items/index';
import type { FC } from 'hono/jsx';
import { serviceHref } from './services-parts.tsx';

export const ONE_THING_CRUMBS = [
  { title: '办事情', href: '/services' },
  { title: '一件事一次办', href: '/one-thing' },
];

/** Input of a question, by its number from 1. */
export const answerField = (n: number): string => `a${n}`;

/** The answers that stand in an address or form, those that the question allows. */
export function answersFrom(of: BundleStanding, get: (name: string) => string | undefined): Answers {
  return new Map(
    of.bundle.questions.flatMap((q, i) => {
      const said = get(answerField(i + 1));
      return said !== undefined && answersOf(q).includes(said) ? [[i + 1, said] as const] : [];
    }),
  );
}

/** Whether every question has its answer. */
export const answered = (of: BundleStanding, answers: Answers): boolean =>
  answers.size === of.bundle.questions.length;

/** One item of a case, as the list has it; without its entry where the list does not have it today. */
export interface Part {
  readonly member: BundleMember;
  readonly standing: ServiceStanding | null;
}

/** The items of a case by its answers, each with its list. */
export const partsOf = (office: Office, of: BundleStanding, answers: Answers): Promise<readonly Part[]> =>
  Promise.all(
    chosen(of.bundle, answers).map(async (member) => ({
      member,
      standing: await serviceOn(office, member.item, of.entry.region),
    })),
  );

/** Why the case cannot be filed as one today; absent: it can. */
export function closed(of: BundleStanding, parts: readonly Part[]): string | undefined {
  if (of.entry.status !== '在用')
    return `这一件事现在是“${of.entry.status}”，不能合起来申报；可以分别申请各个事项。`;
  const shut = parts.find((p) => p.standing?.entry.status !== '在用');
  return shut && `“${shut.member.name}”现在不受理，这一件事暂时不能合起来申报；其他事项可以分别申请。`;
}

const daysOf = (p: Part | undefined): number => p?.standing?.item.promisedDays ?? 0;

/** Working days of the whole: the longest way through; and what the items would take one after the other. */
export function daysOfAll(parts: readonly Part[]): { readonly longest: number; readonly sum: number } {
  const byCode = new Map(parts.map((p) => [p.member.item, p]));
  return {
    longest: Math.max(
      1,
      longestWay(
        parts.map((p) => p.member),
        (code) => daysOf(byCode.get(code)),
      ),
    ),
    sum: parts.reduce((n, p) => n + daysOf(p), 0),
  };
}

/** First working day of each item, counted from 0, if everybody keeps the promise. */
export function startsOf(
  members: readonly BundleMember[],
  days: (item: string) => number,
): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const wave of waves(members))
    for (const m of wave)
      out.set(
        m.item,
        Math.max(0, ...afterOf(m).map((c) => (out.has(c) ? (out.get(c) as number) + days(c) : 0))),
      );
  return out;
}

/** A material that the applicant hands in once, with the items that need it. */
export interface Wanted {
  readonly material: Material;
  readonly of: readonly string[];
}

/** Materials of all items by their names: handed in once, and those that nobody is asked for. */
export function materialsOfAll(parts: readonly Part[]): {
  readonly own: readonly Wanted[];
  readonly had: readonly Wanted[];
} {
  const byName = new Map<string, { material: Material; of: string[] }>();
  for (const { member, standing } of parts)
    for (const m of standing?.item.materials ?? []) {
      const known = byName.get(m.name);
      if (!known) byName.set(m.name, { material: m, of: [member.name] });
      else {
        known.of.push(member.name);
        // Asked for where one item needs it from the applicant in any case.
        if (fromApplicant(m) && (!fromApplicant(known.material) || m.need === '必要')) known.material = m;
      }
    }
  const all = [...byName.values()];
  return {
    own: all.filter((w) => fromApplicant(w.material)),
    had: all.filter((w) => !fromApplicant(w.material)),
  };
}

/** A bar on the common scale. */
export interface Bar {
  readonly from: number;
  readonly days: number;
  readonly whole: number;
  readonly tone?: 'done' | 'not' | 'now';
}

/** From which day to which, on the scale of the whole. Words beside it say the same. */
export const BarPicture: FC<Bar> = ({ from, days, whole, tone }) => (
  <svg
    class={`way-bar${tone ? ` way-${tone}` : ''}`}
    viewBox="0 0 100 8"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="way-track" x="0" y="3" width="100" height="2" />
    <rect
      class="way-span"
      x={((100 * from) / whole).toFixed(2)}
      y="0"
      width={Math.max(1.5, (100 * days) / whole).toFixed(2)}
      height="8"
    />
  </svg>
);

/** The order of a case: what runs side by side, what waits for what, by when. */
export const Order: FC<{ office: Office; parts: readonly Part[] }> = ({ office, parts }) => {
  const byCode = new Map(parts.map((p) => [p.member.item, p]));
  const members = parts.map((p) => p.member);
  const starts = startsOf(members, (code) => daysOf(byCode.get(code)));
  const { longest } = daysOfAll(parts);
  return (
    <ol class="rows way">
      {waves(members).flatMap((wave) =>
        wave.map((m) => {
          const p = byCode.get(m.item) as Part;
          const from = starts.get(m.item) ?? 0;
          const before = afterOf(m).flatMap((c) => byCode.get(c)?.member.name ?? []);
          return (
            <li>
              <p class="row-title">
                {p.standing ? (
                  <a href={serviceHref({ code: m.item, region: p.standing.entry.region })}>{m.name}</a>
                ) : (
                  m.name
                )}
              </p>
              <BarPicture from={from} days={daysOf(p)} whole={longest} />
              <p class="meta">
                <span>{p.standing ? office.organName(p.standing.item.organ) : '现在不受理'}</span>
                <span>{daysOf(p) === 0 ? '当场办结' : `${daysOf(p)}个工作日`}</span>
                <span>{before.length ? `“${before.join('”“')}”办成以后开始` : '申报以后马上开始'}</span>
              </p>
            </li>
          );
        }),
      )}
    </ol>
  );
};
