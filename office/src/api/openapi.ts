/** OpenAPI 3.1 made from the definitions: every act of every procedure is typed by its own form. */
import { type ActDef, citeText, type Procedure, performerText } from '@fadu/kernel';
import { formSchema } from '../cases/view.ts';
import type { Office } from '../office.ts';
import { benchmarkPaths } from './openapi-benchmarks.ts';
import { materialPaths } from './openapi-materials.ts';

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
    { path: '/api/v1/draws', tag: '抽查', summary: '随机抽取：冻结的、抽取的和作废的' },
    { path: '/api/v1/draws/{id}', tag: '抽查', summary: '一次抽取的方案、承诺、随机数、结果和检查结果' },
    {
      path: '/api/v1/draws/{id}/{round}',
      tag: '抽查',
      summary: '一轮抽取的核验文件：照它和清单就能重新算一遍',
    },
    {
      path: '/api/v1/committed-lists/{hash}',
      tag: '抽查',
      summary: '一份已经公布的清单，制表符分隔；文件的SHA-256就是它的指纹',
    },
    {
      path: '/api/v1/inspections/enterprises/{code}',
      tag: '涉企检查',
      summary: '一家企业被谁检查过、凭什么、结果怎样，今年的次数和公布的上限；按统一社会信用代码',
    },
    {
      path: '/api/v1/inspections/figures',
      tag: '涉企检查',
      summary: '一年的检查次数：按机关和月份，联合、扫码、按时公示的比例，超过上限的次数',
      query: [['year', '年份']],
    },
    {
      path: '/api/v1/inspections/joint',
      tag: '涉企检查',
      summary: '几个机关近期都要检查的企业，建议一次进入；只给也要去的机关',
    },
    {
      path: '/api/v1/filing/rates',
      tag: '备案审查',
      summary: '报备率、按时率、审查率、纠正率，以及每一份应当报备的文件',
      query: [
        ['year', '公布的年份'],
        ['maker', '制定机关'],
        ['region', '地区'],
        ['state', 'on-time、late、missing 或者 open'],
      ],
    },
    {
      path: '/api/v1/supervision/findings',
      tag: '行政执法监督',
      summary: '记录里发现的问题：监督机构看所监督的机关，执法机关看本机关',
      query: [
        ['organ', '机关编号'],
        ['kind', '类别'],
        ['level', '程度'],
        ['rule', '规则代码'],
        ['state', 'open 或者 past'],
        ['limit', '每页数量，最多200'],
        ['offset', '从第几个开始'],
      ],
    },
    {
      path: '/api/v1/supervision/evidence',
      tag: '行政执法监督',
      summary: '一个问题的证据：规则和条文、期限、案件的步骤',
      query: [['id', '问题编号']],
    },
    {
      path: '/api/v1/supervision/attempts',
      tag: '行政执法监督',
      summary: '被拒绝并记录的罚没指标',
    },
    {
      path: '/api/v1/supervision/figures',
      tag: '行政执法监督',
      summary: '监督情况的数字，向社会公开',
      query: [['year', '年份']],
    },
    {
      path: '/api/v1/parties/{code}',
      tag: '行政执法',
      summary: '一个主体的审批、检查、处罚、强制、移送和信用：按本机关的权限显示',
    },
    {
      path: '/api/v1/credit',
      tag: '信用',
      summary: '按名称查有公示信用信息的主体',
      query: [['q', '名称，两个字以上']],
    },
    {
      path: '/api/v1/credit/{code}',
      tag: '信用',
      summary: '一个主体今天公示的信用信息：期满、修复、删除的不返回',
    },
    { path: '/api/v1/filing/years', tag: '备案审查', summary: '有文件公布的年份' },
    {
      path: '/api/v1/filing/documents/{number}',
      tag: '备案审查',
      summary: '一份文件应当报谁备案、由谁审查、绑定了哪些协调结果',
    },
    { path: '/api/v1/filing/conflicts', tag: '备案审查', summary: '政策冲突协调的结果' },
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
      path: '/api/v1/flow-charts',
      tag: '程序',
      summary: '有四张流程图的执法机关',
      query: [['asOf', '哪一天']],
    },
    {
      path: '/api/v1/flow-charts/{organ}',
      tag: '程序',
      summary: '一个机关的四张流程图',
      query: [['asOf', '哪一天']],
    },
    {
      path: '/api/v1/flow-charts/{organ}/{file}',
      tag: '程序',
      summary: '流程图文件：penalty.svg、penalty.pdf、penalty-ordinary.bpmn等',
      query: [['asOf', '哪一天']],
    },
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
      path: '/api/v1/cases/{id}/sealed',
      tag: '事项',
      summary: '加密保存的内容：有哪些、谁在什么时候为什么看过；打开用POST /cases/{id}/sealed/{seq}/{field}',
    },
    {
      path: '/api/v1/drafting/near-copies',
      tag: '起草',
      summary: '草案和已公布文件、法规相同的文字，逐条对照',
      query: [['case', '事项编号']],
    },
    {
      path: '/api/v1/drafting/clauses',
      tag: '起草',
      summary: '草案里要答复的可疑条款',
      query: [['case', '事项编号']],
    },
    {
      path: '/api/v1/drafting/limits',
      tag: '起草',
      summary: '篇幅和制定机关本年发文数',
      query: [['case', '事项编号']],
    },
    {
      path: '/api/v1/drafting/quota',
      tag: '起草',
      summary: '各机关逐年发文数',
      query: [['region', '地区']],
    },
    {
      path: '/api/v1/search',
      tag: '查询',
      summary: '统一查询：法律文本在 laws 里按文本归并，其余最相关的在前',
      query: [
        ['q', '查什么'],
        ['kind', '类别：document、item、consultation、procedure、task'],
        ['on', '法律日期 YYYY-MM-DD，默认今天'],
        ['organ', '机关名称'],
        ['from', '公布日期不早于'],
        ['to', '公布日期不晚于'],
        ['page', '页'],
      ],
    },
    {
      path: '/api/v1/laws/search',
      tag: '查询',
      summary: '查法律文本：词、“整句”、文号、令号、第几条；按文本归并，标出匹配的字',
      query: [
        ['q', '查什么'],
        ['on', '法律日期 YYYY-MM-DD，默认今天'],
        ['level', '效力级别'],
        ['status', '现行有效（默认）、尚未生效、已修改、已废止、失效或者全部'],
        ['organ', '制定机关，可以只写一部分'],
        ['topic', '主题'],
        ['from', '公布日期不早于'],
        ['to', '公布日期不晚于'],
        ['page', '页'],
        ['perPage', '每页几个文本，最多 50'],
      ],
    },
    {
      path: '/api/v1/suggest',
      tag: '查询',
      summary: '输入时的提示：法律文本、文件、事项、程序的名称',
      query: [
        ['q', '已经输入的字'],
        ['limit', '条数，最多 20'],
      ],
    },
    {
      path: '/api/v1/registers',
      tag: '清单',
      summary: '全部清单和目录，各有多少事项',
      query: [['asOf', '法律日期']],
    },
    {
      path: '/api/v1/organ-functions/coverage',
      tag: '清单',
      summary: '两个机关都列入的执法事项、职能交叉和空白、没有相应职能的事项，连同各自的名单',
      query: [
        ['asOf', '法律日期'],
        ['region', '地区'],
      ],
    },
    {
      path: '/api/v1/registers/figures',
      tag: '清单',
      summary: '依据失效的事项、上下级差异、按时调整率，连同各自的名单',
      query: [['asOf', '法律日期']],
    },
    {
      path: '/api/v1/registers/law-changes',
      tag: '清单',
      summary: '登记的法律变动：暂停了哪些事项，哪些正在核对，还剩多少时间',
      query: [['register', '清单']],
    },
    {
      path: '/api/v1/registers/law-changes/impact',
      tag: '清单',
      summary: '一项法律变动登记以后会怎样：哪些事项暂停实施，哪些限期核对，由谁，到哪一天；要登录',
      query: [
        ['instrument', '法律、法规、规章名称'],
        ['articles', '条号，写数字，逗号隔开；不写是整部'],
        ['change', '废止或者修改'],
        ['effectiveOn', '生效日期'],
      ],
    },
    {
      path: '/api/v1/registers/definitions/{register}',
      tag: '清单',
      summary: '一份清单的定义：栏目、编码规则、可以作为依据的法律层级、核对规则',
    },
    {
      path: '/api/v1/registers/{register}/entries/{code}',
      tag: '清单',
      summary: '一个事项在某一天的内容、依据当天是否有效和全部历史',
      query: [
        ['region', '地区'],
        ['asOf', '法律日期'],
        ['recordedAsOf', '登记日期'],
      ],
    },
    {
      path: '/api/v1/registers/{register}/compare',
      tag: '清单',
      summary: '两天之间清单有什么变化',
      query: [
        ['from', '从哪一天'],
        ['to', '到哪一天'],
        ['region', '地区'],
      ],
    },
    { path: '/api/v1/registers/{register}/template.xlsx', tag: '清单', summary: '批量登记的表格模板' },
    {
      path: '/api/v1/registers/{register}',
      tag: '查询',
      summary: '登记簿，可以查任何一天',
      query: [
        ['asOf', '法律日期'],
        ['recordedAsOf', '登记日期'],
        ['status', '状态'],
        ['maker', '制定机关'],
        ['region', '地区'],
        ['organ', '实施机关'],
        ['words', '名称、编码或者依据里的词'],
        ['page', '页'],
        ['format', 'csv 或者 jsonld'],
      ],
    },
    {
      path: '/api/v1/laws',
      tag: '法律文本',
      summary: '法律文本目录，可以查任何一天的时效',
      query: [
        ['level', '效力级别'],
        ['status', '时效：现行有效、尚未生效、已废止、失效'],
        ['q', '名称、别名或者文号中的字'],
        ['maker', '制定机关'],
        ['on', '哪一天 YYYY-MM-DD'],
        ['page', '页'],
        ['limit', '每页条数'],
      ],
    },
    {
      path: '/api/v1/laws/{id}',
      tag: '法律文本',
      summary: '一部法律文本的全文和其中的引用，以某一天有效的版本为准',
      query: [
        ['on', '哪一天 YYYY-MM-DD'],
        ['version', '版本号'],
      ],
    },
    {
      path: '/api/v1/laws/{id}/akn',
      tag: '法律文本',
      summary: '一部法律文本的 Akoma Ntoso XML（application/akn+xml）',
      query: [['version', '版本号，默认为今天有效的版本']],
    },
    { path: '/api/v1/laws/{id}/versions', tag: '法律文本', summary: '一部法律文本的各个版本和六个日期' },
    {
      path: '/api/v1/laws/{id}/compare',
      tag: '法律文本',
      summary: '逐条比较两个版本',
      query: [
        ['from', '旧版本号'],
        ['to', '新版本号'],
      ],
    },
    {
      path: '/api/v1/laws/{id}/articles',
      tag: '法律文本',
      summary: '各条和每条被多少处依据、引用',
      query: [['on', '哪一天 YYYY-MM-DD']],
    },
    {
      path: '/api/v1/laws/{id}/articles/{article}',
      tag: '法律文本',
      summary: '一条的内容、其中的引用，以及依据它、引用它的程序、事项、文书和文件',
      query: [['on', '哪一天 YYYY-MM-DD']],
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
