/** All texts of law with their status today, for the command line. */
import { type DateStr, dateOf, type LegalStatus } from '@fadu/kernel';
import type { Office } from '../office.ts';
import { canonicalName } from './resolve.ts';
import { begins, statusOn } from './status.ts';

/** One text. */
export interface ListedLaw {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly versions: number;
  /** First day of the version that is the law today. */
  readonly begins: DateStr | null;
  readonly status: (typeof STATUS_WORDS)[LegalStatus];
  /** False: only our summaries of some articles. */
  readonly complete: boolean;
}

/** Statuses as people call them (时效性). */
export const STATUS_WORDS = {
  'not-yet': '尚未生效',
  'in-force': '现行有效',
  amended: '已修改',
  repealed: '已废止',
  expired: '失效',
} as const satisfies Record<LegalStatus, string>;

/** Texts whose title holds the words, by level and title. */
export async function listLaws(office: Office, words = ''): Promise<ListedLaw[]> {
  const on = dateOf(office.now());
  return office.store.within({ as: 'public' }, async (tx) => {
    const texts = await tx
      .selectFrom('fadu.instrument')
      .select(['id', 'title', 'level', 'origin'])
      .$if(words !== '', (q) => q.where('id', 'like', `%${canonicalName(words).replace(/[%_\\]/g, '\\$&')}%`))
      .orderBy('level')
      .orderBy('id')
      .execute();
    const versions = Map.groupBy(
      await tx
        .selectFrom('fadu.instrument_version')
        .select(['instrument', 'version', 'adopted', 'promulgated', 'effective', 'expires'])
        .execute(),
      (v) => v.instrument,
    );
    const events = Map.groupBy(
      await tx
        .selectFrom('fadu.instrument_event')
        .select(['instrument', 'kind', 'articles', 'on_day'])
        .execute(),
      (e) => e.instrument,
    );
    return texts.map((t) => {
      const all = versions.get(t.id) ?? [];
      const { status, version } = statusOn(all, events.get(t.id) ?? [], on);
      const current = all.find((v) => v.version === version);
      return {
        id: t.id,
        title: t.title,
        level: t.level,
        versions: all.length,
        begins: current ? begins(current) : null,
        status: STATUS_WORDS[status],
        complete: t.origin !== 'known',
      };
    });
  });
}
