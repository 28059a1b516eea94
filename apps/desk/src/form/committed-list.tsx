/**
 * A committed list for a draw: one that the organ handed in already, a new one made from the register, or one from a
 * file. What goes out is its hash; a list that was committed cannot be changed any more.
 */
import type { ListFacts } from '@fadu/kernel/procedure/question';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Select } from 'antd';
import { useRef, useState } from 'react';
import { ApiProblem, get, request, send, withQuery } from '../api/http.ts';
import { useSession } from '../session.tsx';
import type { EditorProps } from './field.tsx';

const PATH = '/api/v1/committed-lists';

const KINDS: Readonly<Record<string, { kind: ListFacts['kind']; register?: string; columns: string }>> = {
  'committed-objects': {
    kind: 'objects',
    register: '从检查对象名录库生成',
    columns: '表头：编号、层、权重、名称；可以有：不参加的原因、遮盖（写“是”）、证件号码',
  },
  'committed-officers': {
    kind: 'officers',
    register: '从执法证件名录生成',
    columns: '表头：证件号、姓名；可以有：不参加的原因',
  },
  'committed-pairs': { kind: 'pairs', columns: '表头：对象编号、证件号；可以有：原因（封存，不公开）' },
};

const label = (l: ListFacts): string =>
  `${l.title}（${l.rows.toLocaleString('zh-CN')}行，指纹${l.hash.slice(0, 8)}……）`;

export function CommittedListPick({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const { post } = useSession();
  const client = useQueryClient();
  const key = [PATH, post?.organ];
  const own = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<{ items: ListFacts[] }>(PATH, signal),
  });
  const about = KINDS[field.widget ?? ''] ?? { kind: 'objects', columns: '' };
  const file = useRef<HTMLInputElement>(null);
  const [classes, setClasses] = useState('');
  const [cap, setCap] = useState<number | null>(null);
  const made = useMutation({
    mutationFn: (make: () => Promise<ListFacts>) => make(),
    onSuccess: async (facts) => {
      await client.invalidateQueries({ queryKey: key });
      onChange(facts.hash);
    },
  });
  const fromFile = (chosen: File) => async () =>
    (await (
      await request(
        withQuery(PATH, { kind: about.kind, name: chosen.name, title: chosen.name.replace(/\.\w+$/, '') }),
        {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream' },
          body: chosen,
        },
      )
    ).json()) as ListFacts;
  const fromRegister = () => {
    const words = classes
      .split(/[、，,\s]+/)
      .map((w) => w.trim())
      .filter(Boolean);
    return send<ListFacts>(`${PATH}/from-register`, {
      kind: about.kind,
      title: about.kind === 'objects' ? words.join('、') || '检查对象' : '本机关执法人员',
      ...(about.kind === 'objects' && { classes: words, ...(cap && { cap }) }),
    });
  };
  const items = (own.data?.items ?? []).filter((l) => l.kind === about.kind);
  return (
    <div className="committed-list">
      <Select
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy}
        status={invalid ? 'error' : ''}
        style={{ width: '100%' }}
        allowClear={!field.required}
        loading={own.isPending}
        placeholder="选择本机关已经提交的清单，或者在下面新做一份"
        notFoundContent={own.isPending ? '正在读取清单' : '本机关还没有提交过这种清单'}
        value={(value as string | undefined) ?? null}
        options={items.map((l) => ({ value: l.hash, label: label(l) }))}
        onChange={(hash) => onChange(hash ?? undefined)}
      />
      {about.register ? (
        <div className="committed-list-make">
          {about.kind === 'objects' ? (
            <>
              <Input
                aria-label="检查对象类别"
                placeholder="检查对象类别，如餐饮服务"
                value={classes}
                style={{ maxWidth: 260 }}
                onChange={(e) => setClasses(e.target.value)}
              />
              <InputNumber
                aria-label="同一对象年度检查频次上限"
                placeholder="年度频次上限"
                min={1}
                max={365}
                precision={0}
                style={{ width: 130 }}
                value={cap}
                onChange={(n) => setCap(n)}
              />
            </>
          ) : null}
          <Button
            loading={made.isPending}
            disabled={about.kind === 'objects' && classes.trim() === ''}
            onClick={() => made.mutate(fromRegister)}
          >
            {about.register}
          </Button>
        </div>
      ) : null}
      <div className="committed-list-make">
        <input
          ref={file}
          type="file"
          accept=".xlsx,.csv,.tsv"
          aria-label={`${field.title}文件`}
          tabIndex={-1}
          onChange={(e) => {
            const chosen = e.target.files?.[0];
            e.target.value = '';
            if (chosen) made.mutate(fromFile(chosen));
          }}
        />
        <Button loading={made.isPending} onClick={() => file.current?.click()}>
          用文件提交
        </Button>
        <span className="quiet small">{about.columns}</span>
      </div>
      {made.error ? (
        <p className="fault" role="alert">
          {made.error instanceof ApiProblem ? made.error.message : '没有做成，请再试一次'}
        </p>
      ) : null}
    </div>
  );
}
