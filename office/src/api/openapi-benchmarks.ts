/** Benchmarks, lenient lists and like cases in the API document. */

type Json = Record<string, unknown>;
type Param = (
  name: string,
  where: 'path' | 'query' | 'header',
  description: string,
  required?: boolean,
) => Json;

const json = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: { type: 'object' } } },
});
const body = (media: string, schema: Json): Json => ({
  required: true,
  content: { [media]: { schema } },
});
const TAGS = ['裁量权基准'];

/** Paths of reading, computing, checking and exchanging. `post`: the post acted under. */
export function benchmarkPaths(param: Param, problem: Json, post: Json): Record<string, Json> {
  const code = param('code', 'path', '基准编码');
  const id = param('id', 'path', '事项编号');
  const asOf = param('asOf', 'query', '法律日期');
  const region = param('region', 'query', '地区');
  const item = param('item', 'query', '执法事项基本编码');
  const words = param('q', 'query', '名称、编码、依据里的字');
  const get = (summary: string, parameters: readonly Json[]): Json => ({
    tags: TAGS,
    summary,
    parameters,
    responses: { 200: json('结果'), default: problem },
  });
  const entry = { type: 'object', properties: { entry: { type: 'object' } }, required: ['entry'] };
  const facts = {
    type: 'object',
    required: ['facts'],
    properties: {
      facts: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
      gates: {
        type: 'object',
        required: ['mustNot', 'mayNot', 'mustMitigate'],
        properties: {
          mustNot: { type: 'boolean' },
          mayNot: { type: 'boolean' },
          mustMitigate: { type: 'boolean' },
        },
      },
    },
  };
  return {
    '/api/v1/benchmarks': {
      get: get('行政裁量权基准：哪一天、哪个地区、针对哪个执法事项，要哪些事实', [asOf, region, item, words]),
    },
    '/api/v1/benchmarks/{code}': {
      get: get('一项裁量权基准的法定幅度和裁量表；编码后加 .dmn 是标准 DMN 文件', [code, asOf, region]),
    },
    '/api/v1/benchmarks/{code}/evaluate': {
      post: {
        ...get('按事实计算阶次和幅度，连同用到的行', [code, asOf, region]),
        requestBody: body('application/json', facts),
      },
    },
    '/api/v1/benchmarks/check': {
      post: {
        ...get('核对一份草案：空档、重叠、超出法定幅度的地方；要登录', [post]),
        requestBody: body('application/json', entry),
      },
    },
    '/api/v1/benchmarks/dmn': {
      post: {
        ...get('读出 DMN 文件里的决策表；要登录', [post]),
        requestBody: body('application/xml', { type: 'string' }),
      },
    },
    '/api/v1/benchmarks-scan': {
      get: get('一个月里与同类案件相差过大、没有说明理由的本机关案件；要登录', [
        param('month', 'query', '年-月，如 2026-03'),
        post,
      ]),
    },
    '/api/v1/lenient-lists': {
      get: get('从宽清单：条件、证据、替代措施和适用次数', [asOf, region, item, words]),
    },
    '/api/v1/cases/{id}/benchmarks': {
      get: get('一个处罚案件可以适用的基准和从宽清单；要登录', [id, post]),
    },
    '/api/v1/cases/{id}/similar': {
      get: get('本机关最相近的已决案件和处理结果；要登录', [id, post]),
    },
  };
}
