/**
 * The officers at a contact, chosen from the register of certificates: those of one's own organ that are valid now.
 * What a certificate says is filled in from the register; nothing of it is typed.
 */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { entriesQuery, type ListedEntry } from '../api/registers.ts';
import { useSession } from '../session.tsx';
import type { EditorProps } from './field.tsx';

/** One officer as forms take one. */
interface Chosen {
  readonly certificate: string;
  readonly name: string;
}

const officerOf = ({ body }: ListedEntry) => ({
  person: String(body.holder),
  name: String(body.name),
  certificate: String(body.number),
  organ: String(body.organ),
  fields: body.fields,
  validFrom: body.validFrom,
  validTo: body.validTo,
});

const words = ({ body }: ListedEntry): string =>
  `${String(body.name)}（${String(body.number)}，${(body.fields as string[]).join('、')}，有效期至${String(body.validTo)}）`;

export function OfficersPick({ value, onChange, id, describedBy, invalid }: EditorProps) {
  const { post } = useSession();
  const found = useQuery(
    entriesQuery('officer-certificate', { region: post?.region ?? '', organ: post?.organ, status: '在用' }),
  );
  const chosen = (value ?? []) as readonly Chosen[];
  const items = found.data?.items ?? [];
  return (
    <Select
      id={id}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      mode="multiple"
      style={{ width: '100%' }}
      loading={found.isPending}
      placeholder="从本机关有效的执法证件里选择，至少两人"
      notFoundContent={
        found.isPending ? '正在读取执法证件名录' : '名录里没有本机关有效的执法证件；先由司法局登记或者发证'
      }
      showSearch={{ filterOption: (typed, option) => String(option?.label ?? '').includes(typed.trim()) }}
      value={chosen.map((o) => o.certificate)}
      options={items.map((e) => ({ value: e.code, label: words(e) }))}
      onChange={(codes: string[]) =>
        onChange(
          codes.map(
            (code) =>
              chosen.find((o) => o.certificate === code) ??
              officerOf(items.find((e) => e.code === code) as ListedEntry),
          ),
        )
      }
    />
  );
}
