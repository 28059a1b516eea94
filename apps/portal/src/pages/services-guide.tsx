/** The guide of a service item, made from the item itself and from nothing else: what its list does not say is not asked for. */
import { type Limit, limitText } from '@fadu/kernel';
import { serviceOn, servicesInForce } from '@fadu/office/services/items';
import {
  fromApplicant,
  SERVICE_ITEMS,
  type ServiceItem,
  serviceApplication,
} from '@fadu/plan/functions/service-items/index';
import { Hono } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Section, Title } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { entryHref, LawLink, regionName, STATUS_TONES } from './register-parts.tsx';
import {
  daysText,
  needText,
  SERVICE_CRUMBS,
  SOURCE_WORDS,
  sentence,
  serviceHref,
  statutoryText,
  visitsText,
} from './services-parts.tsx';

const limitOf = (clock: string): string => limitText(serviceApplication.clocks[clock]?.limit as Limit);

const Materials: FC<{ item: ServiceItem }> = ({ item }) => {
  const list = [...item.materials].sort((a, b) => Number(fromApplicant(b)) - Number(fromApplicant(a)));
  return list.length === 0 ? (
    <p>不用提交任何材料，带上有效身份证件就行。</p>
  ) : (
    <div class="table-wrap">
      <table class="stack">
        <caption>清单之外的材料，谁也不得要求您提交</caption>
        <thead>
          <tr>
            <th scope="col">材料</th>
            <th scope="col">要不要</th>
            <th scope="col">形式</th>
            <th scope="col">从哪里来</th>
          </tr>
        </thead>
        <tbody>
          {list.map((m) => (
            <tr>
              <th scope="row">{m.name}</th>
              <td data-label="要不要">{needText(m)}</td>
              <td data-label="形式">{m.form}</td>
              <td data-label="从哪里来">
                {SOURCE_WORDS[m.source]}
                {m.proof ? '；可以用书面承诺代替' : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Times: FC<{ item: ServiceItem }> = ({ item }) => (
  <>
    <dl class="side-by-side">
      <div class="limit-part">
        <dt>承诺办结</dt>
        <dd>{item.promisedDays === 0 ? '当场' : `${item.promisedDays}个工作日`}</dd>
      </div>
      <div class="limit-part">
        <dt>法定办结</dt>
        <dd>{statutoryText(item)}</dd>
      </div>
    </dl>
    <p class="soft">
      从受理之日的第二天起算，周末和节假日不算。{item.limitBasis ? `法定时限依据${item.limitBasis}。` : ''}
    </p>
    {item.special?.length ? (
      <p>
        办理中依法需要
        {item.special.map((s) => `${s.type}（${s.days}个工作日，${s.basis}）`).join('、')}
        ，这段时间不算在内，开始前会书面告诉您。
      </p>
    ) : null}
  </>
);

/** The steps as the procedure has them, with its own limits. */
const Steps: FC<{ item: ServiceItem }> = ({ item }) => (
  <ol class="plain-steps">
    <li>
      <b>提交申请</b>
      {'　'}
      {item.channels.join('、')}都可以，怎么交都一样办。
    </li>
    <li>
      <b>看材料</b>
      {'　'}
      {limitOf('acceptance')}
      内受理，或者一次告诉您要补正的全部内容；过期没有告诉的，收到材料那天起就算受理。
    </li>
    <li>
      <b>审查</b>
      {'　'}
      {item.hearing ? '应当举行听证。' : ''}
      {item.thirdParty ? '直接关系他人重大利益的，听取他们的意见。' : ''}
      按公布的条件审查，不另加条件。
    </li>
    <li>
      <b>决定</b>
      {'　'}
      {item.promisedDays === 0 ? '材料齐全的当场决定' : `受理后${item.promisedDays}个工作日内作出书面决定`}
      ；不予办理的说明理由。
    </li>
    <li>
      <b>拿结果</b>
      {'　'}决定后{limitOf('delivery')}内送达{item.result}
      {item.validMonths ? `，有效期${validText(item.validMonths)}` : ''}。
    </li>
  </ol>
);

const validText = (months: number): string => (months % 12 === 0 ? `${months / 12}年` : `${months}个月`);

/** The whole notice of the commitment way (告知书): what must be known before anyone chooses it. */
export const CommitmentNotice: FC<{ item: ServiceItem; organ: string }> = ({ item, organ }) => (
  <div class="notice-paper" id="notice">
    <h3>告知书</h3>
    <dl class="facts">
      <dt>事项</dt>
      <dd>{item.name}</dd>
      <dt>机关</dt>
      <dd>{organ}</dd>
      <dt>依据</dt>
      <dd>
        {item.basis.map((at, i) => (
          <>
            {i > 0 ? '；' : ''}
            <LawLink at={at} />
          </>
        ))}
      </dd>
      <dt>要符合的条件</dt>
      <dd>
        <ul class="dotted">
          {item.conditions.map((x) => (
            <li>{x}</li>
          ))}
        </ul>
      </dd>
      <dt>承诺什么</dt>
      <dd>已经知道上面的全部内容，符合全部条件，所作承诺是自己的真实意思，愿意承担不实承诺的责任。</dd>
      <dt>怎么决定</dt>
      <dd>签署承诺书、材料齐全的，当场作出准予的决定。</dd>
      <dt>怎么核查</dt>
      <dd>
        {item.checkDays ? `送达后${item.checkDays}个工作日内核查。` : '免予核查，按日常监管办理。'}
        {item.checkHow ? sentence(item.checkHow) : ''}
      </dd>
      <dt>不实的后果</dt>
      <dd>先责令限期整改；到期仍不符合的，撤销决定并记入信用记录。</dd>
      <dt>可以不选</dt>
      <dd>承诺全凭自愿，不选的按一般程序办理；决定之前可以撤回申请，改按一般程序重新申请。</dd>
    </dl>
  </div>
);

const Guide: FC<{ site: Site; code: string; region: string; item: ServiceItem; turns: Child }> = ({
  site,
  code,
  region,
  item,
  turns,
}) => (
  <>
    {turns}
    <Section id="who" title="谁能办">
      <p>{item.object === '都可以' ? '个人和单位都可以办。' : `${item.object}。`}要符合下面的全部条件：</p>
      <ul class="dotted">
        {item.conditions.map((x) => (
          <li>{x}</li>
        ))}
      </ul>
    </Section>
    <Section id="materials" title="要什么">
      <Materials item={item} />
    </Section>
    <Section id="times" title="多久办完">
      <Times item={item} />
    </Section>
    <Section id="fees" title="收费吗">
      {item.fees?.length ? (
        <p>收费，按收费目录里的{item.fees.join('、')}收取，目录以外的不得收。</p>
      ) : (
        <p>不收费。</p>
      )}
    </Section>
    <Section id="how" title="怎么办">
      <Steps item={item} />
      <p>
        <a href="/procedures/service-application#chart">办理的流程图和每一步的规定</a>
      </p>
    </Section>
    <Section id="where" title="到哪里办">
      <ul class="rows">
        {item.places.map((at) => (
          <li>
            <p class="row-title">{at.name}</p>
            <p class="meta">
              <span>{at.address}</span>
              <span>{at.hours}</span>
              <span>
                电话 <a href={`tel:${at.phone.replace(/[^\d+]/g, '')}`}>{at.phone}</a>
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
    <Section id="commitment" title="能不能告知承诺">
      {item.commitment === '可以告知承诺' ? (
        <>
          <p>可以，也可以不选。选了的，书面承诺符合条件就当场决定，之后再核查。</p>
          <details>
            <summary>看告知书全文</summary>
            <CommitmentNotice item={item} organ={site.office.organName(item.organ)} />
          </details>
        </>
      ) : (
        <p>
          不能，按一般程序办理。
          {item.fields?.length ? `这一事项涉及${item.fields.join('、')}。` : ''}
        </p>
      )}
    </Section>
    <Section id="basis" title="依据">
      <ul class="dotted">
        {item.basis.map((at) => (
          <li>
            <LawLink at={at} />
          </li>
        ))}
      </ul>
    </Section>
    <Section id="remedies" title="不服怎么办">
      <p>{item.remedies}</p>
      <p>
        监督电话 <a href={`tel:${item.phone.replace(/[^\d+]/g, '')}`}>{item.phone}</a>
      </p>
    </Section>
    <Section id="entry" title="这份指南从哪里来">
      <p class="soft">
        由清单自动生成，清单改了这里就改。编码<span class="code">{code}</span>，
        <a href={entryHref(SERVICE_ITEMS, { code, region })}>看清单里的登记和历史</a>。
      </p>
    </Section>
  </>
);

/** `/services/<code>`. */
export function guidePages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.get('/services/:code', async (c) => {
    const asked = c.req.query('region');
    const region = /^\d{6}$/.test(asked ?? '') ? asked : undefined;
    const found = await serviceOn(office, c.req.param('code').slice(0, 100), region);
    if (!found) return c.notFound();
    const { entry, item } = found;
    const organ = office.organName(item.organ);
    const open = entry.status === '在用';
    const index = await servicesInForce(office);
    const others = (item.turns ?? []).flatMap((t) => {
      const service = t.item ? index.byCode(t.item, entry.region) : undefined;
      return service || t.say || !t.item ? [{ ...t, service }] : [];
    });
    const online = item.channels.includes('网上');
    return page(
      site,
      c,
      {
        title: item.name,
        crumbs: SERVICE_CRUMBS,
        description: `${item.name}：谁能办、要什么材料、${daysText(item)}、${visitsText(item.visits)}、到哪里办。`,
      },
      <>
        <div class="page-head">
          <p class="soft">
            {item.kind}　{regionName(site, entry.region)}
          </p>
          <h1>
            <Title text={item.name} />
          </h1>
        </div>
        {open ? null : (
          <div class={`banner tone-${STATUS_TONES[entry.status]}`} role="status">
            <p>
              <strong>{entry.status}</strong>
            </p>
            <p>
              {entry.status === '尚未生效'
                ? `自${shortDate(entry.lawFrom)}起办理，现在还不能申请。`
                : '现在不受理新的申请。'}
              <a href={entryHref(SERVICE_ITEMS, entry)}>看清单里的说明</a>
            </p>
          </div>
        )}
        <dl class="facts">
          <dt>谁来办</dt>
          <dd>
            {organ}
            {item.joint ? '牵头，几个部门一起办' : ''}
          </dd>
          <dt>办完给您</dt>
          <dd>{item.result}</dd>
          <dt>多久</dt>
          <dd>{daysText(item)}</dd>
          <dt>跑几次</dt>
          <dd>{visitsText(item.visits)}</dd>
          <dt>收费</dt>
          <dd>{item.fees?.length ? '收费' : '不收费'}</dd>
        </dl>
        {open ? (
          <p class="actions">
            {online ? (
              <a class="button" href={serviceHref(entry, '/apply')} rel="nofollow">
                网上申请
              </a>
            ) : null}
            <a class="button button-secondary" href="#where">
              {online ? '到窗口办' : '到哪里办'}
            </a>
          </p>
        ) : null}
        <Guide
          site={site}
          code={entry.code}
          region={entry.region}
          item={item}
          turns={
            others.length ? (
              <Section id="turns" title="先看是不是这件事">
                {[...Map.groupBy(others, (t) => t.question)].map(([question, list]) => (
                  <>
                    <p>{question}</p>
                    <ul class="dotted">
                      {list.map((t) => (
                        <li>
                          <b>{t.answer}</b>：{t.say ? sentence(t.say) : ''}
                          {t.service && t.service.code !== entry.code ? (
                            <>
                              请办<a href={serviceHref(t.service)}>{t.service.item.name}</a>。
                            </>
                          ) : t.say ? null : (
                            '就是这一件。'
                          )}
                        </li>
                      ))}
                    </ul>
                  </>
                ))}
              </Section>
            ) : null
          }
        />
      </>,
    );
  });
  return app;
}
