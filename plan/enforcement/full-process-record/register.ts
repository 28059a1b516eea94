/**
 * 音像记录事项清单: what a city says differs from the list shipped (`duties.ts`). An entry for a step replaces what the
 * code says of it; a step without an entry keeps it.
 */
import { design, MATERIAL_KINDS, type RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { threeSystemsOpinion as g118 } from '../../statutes/index.ts';
import { RECORDING_LEVELS, task24 } from './duties.ts';

const CODE = /^[a-z][a-z0-9-]{1,40}$/;

/** One step of one procedure. */
export const recordingItem = z.object({
  procedure: z.string().trim().regex(CODE, '写程序的代码').meta({ title: '程序代码', list: true }),
  act: z.string().trim().regex(CODE, '写办理步骤的代码').meta({ title: '步骤代码', list: true }),
  name: z.string().trim().min(2).max(80).meta({ title: '记录事项', list: true }),
  level: z.enum(RECORDING_LEVELS).meta({ title: '要求', list: true }),
  kinds: z
    .array(z.enum(MATERIAL_KINDS))
    .min(1)
    .max(4)
    .meta({ title: '可以用的记录', cell: 'lines', widget: 'lines', description: '一行一种，如录像' }),
});
export type RecordingItem = z.infer<typeof recordingItem>;

/** The city's list. */
export const recordingList: RegisterDef = {
  code: 'recording-list',
  title: '音像记录事项清单',
  group: '行政执法',
  system: 'full-process-record',
  about:
    '哪些办理环节应当全程音像记录、哪些根据需要记录。没有列入的按平台所附清单（国家没有逐项规定，为设计值）执行。',
  cites: [g118.art('8'), task24, design('应当音像记录的环节')],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: recordingItem,
  codes: {
    cites: [g118.art('8')],
    say: '编码由程序代码、点、步骤代码组成，如penalty-ordinary.contact',
    of: (body) => `${String(body.procedure ?? '')}.${String(body.act ?? '')}`,
    check: ({ code, body }) =>
      code === `${String(body.procedure)}.${String(body.act)}` || '编码应当由程序代码、点、步骤代码组成',
  },
  itemCode: 'act',
  rules: [],
};
