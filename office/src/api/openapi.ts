/** OpenAPI 3.1 made from the definitions: every act of every procedure is typed by its own form. */
import { type ActDef, citeText, type Procedure, performerText } from '@fadu/kernel';
import { formSchema } from '../cases/view.ts';
import type { Office } from '../office.ts';
import { benchmarkPaths } from './openapi-benchmarks.ts';
import { materialPaths } from './openapi-materials.ts';
import { READS } from './openapi-reads.ts';

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

/** What is not JSON, by the end of its address. */
const OTHER_MEDIA: readonly (readonly [end: RegExp, media: string])[] = [
  [/^\/log\//, 'text/plain'],
  [/\.svg$/, 'image/svg+xml'],
  [/\.bpmn$/, 'application/xml'],
  [/\/pdf$/, 'application/pdf'],
  [/\/docx$/, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/\.xlsx$/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/\/akn$/, 'application/akn+xml'],
  [/\/committed-lists\/\{hash\}$/, 'text/tab-separated-values'],
];

/** The answer of an address that is only read. */
function answerOf(path: string, summary: string): Json {
  const media = OTHER_MEDIA.find(([end]) => end.test(path))?.[1];
  return media ? { description: summary, content: { [media]: { schema: { type: 'string' } } } } : ok(summary);
}

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
        responses: { 200: answerOf(read.path, read.summary), default: problem },
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
  paths['/api/v1/registers/{register}/import'] = {
    post: {
      tags: ['清单'],
      summary: '用表格批量登记：先核对，再把没有问题的行提交审核；有问题的行逐行说明',
      parameters: [
        param('register', 'path', '清单'),
        param('name', 'query', '文件名，.xlsx 或者 .csv', true),
        param(
          'mode',
          'query',
          'check 只核对；errors 下载需要改正的行；rows 连同可以收入的行；submit 提交',
          false,
        ),
        param('title', 'query', '标题', false),
        param('reviewer', 'query', '合法性审核机构', false),
        param('approval', 'query', '批准文件', false),
        param('approvedOn', 'query', '批准日期', false),
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: { 200: ok('核对或者提交的结果'), default: problem },
    },
  };
  paths['/api/v1/committed-lists'] = {
    get: {
      tags: ['抽查'],
      summary: '本机关提交过的清单；要登录，检查计划人员',
      responses: { 200: ok('清单'), default: problem },
    },
    post: {
      tags: ['抽查'],
      summary: '用文件提交一份清单（.xlsx、.csv，或者规范格式的 .tsv）：内容不可更改，指纹写入存证日志',
      parameters: [
        param('kind', 'query', 'objects 检查对象；officers 执法人员；pairs 回避', true),
        param('title', 'query', '名称', false),
        param('name', 'query', '文件名', true),
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: { 201: ok('清单的指纹和行数'), default: problem },
    },
  };
  paths['/api/v1/committed-lists/from-register'] = {
    post: {
      tags: ['抽查'],
      summary: '从检查对象名录库或者执法证件名录生成并提交一份清单',
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: { 201: ok('清单的指纹和行数'), default: problem },
    },
  };
  Object.assign(paths, materialPaths(param, problem, [keyParam, postParam]));
  Object.assign(paths, benchmarkPaths(param, problem, postParam));
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
