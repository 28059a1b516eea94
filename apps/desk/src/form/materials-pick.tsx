/** Files of the case that an act names, chosen from those handed in. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Select } from 'antd';
import { materialsQuery } from '../api/materials.ts';
import type { EditorProps } from './field.tsx';

export function MaterialsPick({ value, onChange, id, describedBy, invalid }: EditorProps) {
  const { id: caseId = '' } = useParams({ strict: false }) as { id?: string };
  const found = useQuery({ ...materialsQuery(caseId), enabled: caseId !== '' });
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      mode="multiple"
      style={{ width: '100%' }}
      placeholder="从已经移交的材料里选"
      notFoundContent="还没有移交材料；先在案件页的“材料”里移交"
      value={(value as string[] | undefined) ?? []}
      options={(found.data?.items ?? []).map((m) => ({ value: m.id, label: `${m.kind}　${m.name}` }))}
      onChange={(next: string[]) => onChange(next.length ? next : undefined)}
    />
  );
}
