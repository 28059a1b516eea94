/** Equipment of the enforcement teams: the standard of each level beside what each organ has. */
import { dateOf } from '@fadu/kernel';
import { liveEntries } from '@fadu/office/registers/list';
import {
  equipmentHoldings,
  equipmentLines,
  equipmentStandards,
} from '@fadu/plan/enforcement/officers/equipment';
import { officerCertificates } from '@fadu/plan/enforcement/officers/register';
import { levelOfOrgan } from '@fadu/plan/functions/power-registers/codes';
import { Hono } from 'hono';
import { Empty, PageTitle, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

/** `/officers/equipment`. */
export function equipmentPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.get('/officers/equipment', async (c) => {
    const today = dateOf(office.now());
    const codes = [equipmentStandards.code, equipmentHoldings.code, officerCertificates.code];
    const entries = await office.store.within({ as: 'public' }, (tx) =>
      liveEntries(tx, codes, today, office.now()),
    );
    const of = (code: string) => entries.filter((e) => e.register === code);
    const officers = new Map<string, number>();
    for (const e of of(officerCertificates.code))
      if (e.status === '在用')
        officers.set(String(e.body.organ), (officers.get(String(e.body.organ)) ?? 0) + 1);
    const levelOf = (id: string) => {
      const organ = office.organ(id);
      return organ && levelOfOrgan(organ);
    };
    const lines = equipmentLines(of(equipmentStandards.code), of(equipmentHoldings.code), officers, levelOf);
    const organs = [...Map.groupBy(lines, (l) => l.organ)].sort(
      ([, a], [, b]) => b.reduce((n, l) => n + l.short, 0) - a.reduce((n, l) => n + l.short, 0),
    );
    const body = (
      <>
        <PageTitle title="执法装备">
          各执法机关应当配备和实际在用的装备。按人配备的，人数按今天有效的执法证件计算。
        </PageTitle>
        <ul class="links-line meta">
          <li>
            <a href="/registers/equipment-standard">配备标准</a>
          </li>
          <li>
            <a href="/registers/equipment-holding">配备登记</a>
          </li>
        </ul>
        {organs.length === 0 ? (
          <Empty>还没有登记配备标准和装备。</Empty>
        ) : (
          <ul class="rows">
            {organs.map(([organ, list]) => {
              const short = list.filter((l) => l.short > 0);
              return (
                <li>
                  <p class="row-title">
                    {office.organName(organ)}{' '}
                    <Tag tone={short.length ? 'wait' : 'good'}>{short.length ? '有缺口' : '已达标准'}</Tag>
                  </p>
                  <p class="meta">
                    <span>持证人员{officers.get(organ) ?? 0}人</span>
                  </p>
                  <ul class="dotted small">
                    {list.map((l) => (
                      <li>
                        {l.equipment}：{l.has}
                        {l.unit}
                        {l.required === null ? '，没有登记标准' : `，应配${l.required}${l.unit}`}
                        {l.short ? (
                          <strong>
                            ，缺{l.short}
                            {l.unit}
                          </strong>
                        ) : null}
                      </li>
                    ))}
                  </ul>
                </li>
              );
            })}
          </ul>
        )}
      </>
    );
    return page(site, c, { title: '执法装备', crumbs: [{ title: '执法人员', href: '/officers' }] }, body);
  });
  return app;
}
