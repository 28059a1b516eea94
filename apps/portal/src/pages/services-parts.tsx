/** Words and pieces that the pages of services share. */
import type { Service } from '@fadu/office/services/find';
import type { Material, ServiceItem } from '@fadu/plan/functions/service-items/index';
import type { FC } from 'hono/jsx';
import { ACCEPTED, ACCEPTED_WORDS, fileName } from '../files.ts';
import { withQuery } from '../parts.tsx';

export const SERVICE_CRUMBS = [{ title: '办事情', href: '/services' }];

/** Address of a guide; the region is named where one code is used in several. */
export const serviceHref = (s: Pick<Service, 'code' | 'region'>, below = ''): string =>
  withQuery(`/services/${encodeURIComponent(s.code)}${below}`, { region: s.region });

/** 8个工作日办完, or at once. */
export const daysText = (item: Pick<ServiceItem, 'promisedDays'>): string =>
  item.promisedDays === 0 ? '当场办结' : `${item.promisedDays}个工作日办完`;

/** The law's own limit of an item, in working days (licensing law, article 42: forty-five where organs decide together). */
export const statutoryText = (item: Pick<ServiceItem, 'statutoryDays' | 'joint'>): string =>
  item.joint
    ? '45个工作日（联合办理）'
    : item.statutoryDays === 0
      ? '当场办结'
      : `${item.statutoryDays}个工作日`;

/** How often one has to come. */
export const visitsText = (visits: number): string => (visits === 0 ? '不用跑' : `最多跑${visits}次`);

/** Where what need not be handed in comes from. */
export const SOURCE_WORDS = {
  申请人: '您提交',
  数据共享: '不用您提交，平台从有关部门共享取得',
  电子证照: '不用您提交，平台从您的电子证照里取得',
  前一环节: '不用您提交，前面的环节已经交过',
} as const satisfies Record<Material['source'], string>;

/** Whether it must be there. */
export const needText = (m: Material): string =>
  m.need === '必要' ? '必须有' : m.need === '可容缺' ? '可以先受理，后补齐' : `特定情形才要：${m.when ?? ''}`;

/** A line as a sentence with one full stop. */
export const sentence = (text: string): string => text.replace(/[。；;.]*$/u, '。');

/** Browsers do not fill in files again. */
export const FILES_LOST = '刚才选的文件没有留下来，改好后请重新选文件';

/** Photographs or scans of one material. Without `capture`, so that a phone offers its camera and its files alike. */
export const FileInput: FC<{ field: string; of: string; fault: string | undefined }> = (p) => (
  <div class="file">
    {p.fault ? (
      <p class="field-error" id={`${p.field}-error`}>
        {p.fault}
      </p>
    ) : null}
    <label for={p.field}>
      <span class="visually-hidden">{p.of}的</span>照片或者PDF（选填）
    </label>
    <input
      id={p.field}
      name={fileName(p.field)}
      type="file"
      accept={ACCEPTED}
      multiple
      title={ACCEPTED_WORDS}
      {...(p.fault && { 'aria-describedby': `${p.field}-error`, 'aria-invalid': 'true' })}
    />
  </div>
);
