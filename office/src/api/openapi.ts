/** OpenAPI 3.1 made from the definitions: every act of every procedure is typed by its own form. */
import { type ActDef, citeText, type Procedure, performerText } from '@fadu/kernel';
import { formSchema } from '../cases/view.ts';
import type { Office } from '../office.ts';

type Json = Record<string, unknown>;

const problem = { $ref: '#/components/responses/Problem' };
const ok = (description: string, schema: Json = { type: 'object' }) => ({
  description,
  content: { 'application/json': { schema } },
});
const param = (
  name: string,
  where: 'path' | 'query' | 'header',
  description: string,
  required = where === 'path',
): Json => ({
  name,
  in: where,
  required,
  description,
  schema: { type: 'string' },
});
const keyParam = param(
  'Idempotency-Key',
  'header',
  '幂等键，8 到 128 个可见字符；同一次办理重发时不变',
  true,
);
const postParam = param(
  'Fadu-Post',
  'header',
  '以哪个岗位办理，写作 role@organ；只有一个岗位时可省略',
  false,
);

/** JSON Schemas nest `$schema`; OpenAPI declares the dialect once. */
function bare(schema: object | null): Json {
  const { $schema: _, ...rest } = (schema ?? {
    type: 'object',
    properties: {},
    additionalProperties: false,
  }) as Json;
  return rest;
}

function actSchemaName(procedure: Procedure, act: string): string {
  return `${procedure.code}.${act}`;
}

/** A JSON body of one of the named schemas. */
function jsonRequest(names: readonly string[]): Json {
  const refs = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  return {
    required: true,
    content: { 'application/json': { schema: refs.length === 1 ? (refs[0] as Json) : { oneOf: refs } } },
  };
}

function actWords(procedure: Procedure, def: ActDef): string {
  const who = def.by.map((p) => performerText(procedure, p)).join('、');
  const needs = (def.needs ?? []).map(
    (n) => `- \`${procedure.code}.${n.code}\` ${n.say}（${n.cites.map(citeText).join('；')}）`,
  );
  const rules = (def.rules ?? []).map(
    (r) => `- \`${procedure.code}.${r.code}\` ${r.say}（${r.cites.map(citeText).join('；')}）`,
  );
  return [
    `${procedure.title}：${def.title}。由${who}办理。依据：${def.cites.map(citeText).join('；')}。`,
    ...needs,
    ...rules,
  ].join('\n');
}

const READS: readonly { path: string; tag: string; summary: string; query?: readonly [string, string][] }[] =
  [
    { path: '/healthz', tag: '运行', summary: '服务是否正常' },
    {
      path: '/api/v1/plan/tasks',
      tag: '方案',
      summary: '实施方案的任务和进度',
      query: [
        ['chapter', '章'],
        ['body', '责任单位'],
        ['region', '地区'],
        ['light', '亮灯'],
      ],
    },
    { path: '/api/v1/plan/tasks/{n}', tag: '方案', summary: '一项任务' },
    {
      path: '/api/v1/plan/progress',
      tag: '方案',
      summary: '按章、单位或者地区汇总的进度',
      query: [['by', 'chapter、body 或者 region']],
    },
    { path: '/api/v1/procedures', tag: '程序', summary: '全部程序' },
    { path: '/api/v1/procedures/{code}', tag: '程序', summary: '程序的完整定义' },
    {
      path: '/api/v1/procedures/{code}/proof',
      tag: '程序',
      summary: '证明：探索了多少状态，每条法律要求是否成立',
    },
    { path: '/api/v1/procedures/{code}/guide', tag: '程序', summary: '办理指南' },
    { path: '/api/v1/procedures/{code}/chart.svg', tag: '程序', summary: '流程图（SVG）' },
    { path: '/api/v1/procedures/{code}/chart.bpmn', tag: '程序', summary: '流程图（BPMN 2.0）' },
    {
      path: '/api/v1/cases',
      tag: '事项',
      summary: '看得到的事项',
      query: [
        ['procedure', '程序'],
        ['phase', '阶段'],
        ['q', '标题中的字'],
        ['state', 'open 或者 ended'],
        ['after', '接着看'],
        ['limit', '条数'],
      ],
    },
    {
      path: '/api/v1/cases/{id}',
      tag: '事项',
      summary: '一个事项：到了哪一步、现在能办什么、其余为什么不能办',
    },
    { path: '/api/v1/todo', tag: '事项', summary: '待办，最急的在前' },
    { path: '/api/v1/notices', tag: '事项', summary: '通知' },
    {
      path: '/api/v1/search',
      tag: '查询',
      summary: '统一查询，最相关的在前',
      query: [
        ['q', '查什么'],
        ['kind', '类别'],
        ['page', '页'],
      ],
    },
    {
      path: '/api/v1/registers/{register}',
      tag: '查询',
      summary: '登记簿，可以查任何一天',
      query: [
        ['asOf', '法律日期'],
        ['recordedAsOf', '登记日期'],
        ['status', '状态'],
        ['maker', '制定机关'],
        ['format', 'json 或者 csv'],
      ],
    },
    {
      path: '/api/v1/time/due',
      tag: '时间',
      summary: '计算期限并说明每一步',
      query: [
        ['from', '起算日 YYYY-MM-DD'],
        ['limit', '如 20workday、5day、3month'],
        ['statute', '按哪部法计算'],
        ['kind', 'due、minimum 或者 before'],
        ['exclude', '不计入的时段'],
      ],
    },
    { path: '/api/v1/time/statutes', tag: '时间', summary: '收录的法律和它们的期间规则' },
    { path: '/api/v1/calendar', tag: '时间', summary: '放假安排' },
    { path: '/api/v1/organs', tag: '机关', summary: '机关名录' },
    { path: '/api/v1/me', tag: '机关', summary: '我是谁，有哪些岗位' },
    { path: '/api/v1/records/{case}/{seq}/proof', tag: '存证', summary: '一步在日志里的证明' },
    { path: '/api/v1/papers/{id}', tag: '存证', summary: '一份文书' },
    { path: '/api/v1/papers/{id}/proof', tag: '存证', summary: '一份文书在日志里的证明' },
    { path: '/api/v1/papers/{id}/pdf', tag: '存证', summary: '下载 PDF' },
    { path: '/api/v1/papers/{id}/docx', tag: '存证', summary: '下载 DOCX' },
    { path: '/log/checkpoint', tag: '存证', summary: '日志的签名树头（C2SP tlog-checkpoint）' },
    { path: '/log/vkey', tag: '存证', summary: '验证公钥' },
  ];

/** The document. */
export function openapi(office: Office): Json {
  const paths: Record<string, Json> = {};
  const schemas: Record<string, Json> = {};
  for (const read of READS) {
    const names = [...read.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1] as string);
    paths[read.path] = {
      get: {
        tags: [read.tag],
        summary: read.summary,
        parameters: [
          ...names.map((n) => param(n, 'path', n)),
          ...(read.query ?? []).map(([n, d]) => param(n, 'query', d, false)),
        ],
        responses: { 200: ok(read.summary), default: problem },
      },
    };
  }
  paths['/api/v1/plan/import'] = {
    post: {
      tags: ['方案'],
      summary: '导入实施方案正文；有一处错误就整体不导入',
      requestBody: { required: true, content: { 'text/plain': { schema: { type: 'string' } } } },
      responses: { 200: ok('导入结果'), default: problem },
    },
  };
  paths['/api/v1/calendar/{year}'] = {
    post: {
      tags: ['时间'],
      summary: '录入国务院放假安排，重算所有未了的期限',
      parameters: [param('year', 'path', '年度')],
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: { 200: ok('受影响的期限'), default: problem },
    },
  };
  const openings = new Map<string, { act: string; procedure: Procedure; def: ActDef }[]>();
  const byAct = new Map<string, { procedure: Procedure; def: ActDef }[]>();
  for (const procedure of office.procedures.values()) {
    for (const [act, def] of Object.entries(procedure.acts)) {
      if (def.by.every((p) => p.kind === 'system')) continue;
      schemas[actSchemaName(procedure, act)] = {
        title: `${procedure.title}：${def.title}`,
        ...bare(formSchema(def)),
      };
      if (def.opens)
        openings.set(procedure.code, [...(openings.get(procedure.code) ?? []), { act, procedure, def }]);
      else byAct.set(act, [...(byAct.get(act) ?? []), { procedure, def }]);
    }
  }
  for (const [code, uses] of openings) {
    paths[`/api/v1/cases/${code}`] = {
      post: {
        tags: ['办理'],
        summary: `立件：${uses.map((u) => u.def.title).join(' / ')}`,
        description: uses.map((u) => actWords(u.procedure, u.def)).join('\n\n'),
        parameters: [
          keyParam,
          postParam,
          param('act', 'query', `用哪一步立件：${uses.map((u) => u.act).join('、')}；省略时按岗位选`, false),
        ],
        requestBody: jsonRequest(uses.map((u) => actSchemaName(u.procedure, u.act))),
        responses: { 201: ok('已立件', { $ref: '#/components/schemas/Performed' }), default: problem },
      },
    };
  }
  for (const [act, uses] of [...byAct].sort(([a], [b]) => (a < b ? -1 : 1))) {
    paths[`/api/v1/cases/{id}/acts/${act}`] = {
      post: {
        tags: ['办理'],
        summary: [...new Set(uses.map((u) => u.def.title))].join(' / '),
        description: uses.map((u) => actWords(u.procedure, u.def)).join('\n\n'),
        parameters: [param('id', 'path', '事项编号'), keyParam, postParam],
        requestBody: jsonRequest(uses.map((u) => actSchemaName(u.procedure, act))),
        responses: { 200: ok('已办理', { $ref: '#/components/schemas/Performed' }), default: problem },
      },
    };
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: '法度 API',
      version: '1',
      description:
        '由各程序的定义生成。每个步骤的填写内容、条件和依据都在这里；错误是 RFC 9457 文档，带稳定的 code、依据和一句中文说明。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: office.baseUrl }],
    paths,
    components: {
      schemas: {
        ...schemas,
        Performed: {
          type: 'object',
          required: ['id', 'seq', 'act', 'title', 'at', 'phase', 'issued', 'repeated'],
          properties: {
            id: { type: 'string' },
            seq: { type: 'integer' },
            act: { type: 'string' },
            title: { type: 'string' },
            at: { type: 'string', format: 'date-time' },
            phase: { type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' } } },
            ended: { type: ['string', 'null'] },
            issued: { type: 'object', additionalProperties: { type: 'string' } },
            repeated: { type: 'boolean', description: '同一个幂等键已经办过，这是当时的结果' },
          },
        },
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'detail', 'citations'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', description: '稳定的代码' },
            detail: { type: 'string', description: '哪里不对、依据什么、怎么办' },
            citations: { type: 'array', items: { type: 'object' } },
            errors: { type: 'array', items: { type: 'object' } },
          },
        },
      },
      responses: {
        Problem: {
          description: '没有办成，什么也没有写入',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}
