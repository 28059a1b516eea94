/** The files of a case in the API document: their bodies and answers are not JSON. */
import { z } from 'zod';
import { materialForm } from '../materials/hand-in.ts';
import { MAX_MATERIAL_BYTES, MEDIA, MEDIA_WORDS } from '../materials/media.ts';

type Json = Record<string, unknown>;
type Param = (
  name: string,
  where: 'path' | 'query' | 'header',
  description: string,
  required?: boolean,
) => Json;

const json = (description: string, schema: Json = { type: 'object' }): Json => ({
  description,
  content: { 'application/json': { schema } },
});
const binary = { type: 'string', format: 'binary' };

/** Paths of handing in, reading and the case file. `acting`: parameters of everything that is done under a post. */
export function materialPaths(param: Param, problem: Json, acting: readonly Json[]): Record<string, Json> {
  const id = param('id', 'path', '事项编号');
  const material = param('material', 'path', '材料编号');
  const { $schema: _, ...described } = z.toJSONSchema(materialForm, { io: 'input' }) as Json;
  const post = acting.slice(1);
  return {
    '/api/v1/cases/{id}/materials': {
      get: {
        tags: ['材料'],
        summary: '一个事项的照片、录音录像和扫描件，保管记录，缺少的记录和一案三书',
        parameters: [id, ...post],
        responses: { 200: json('材料'), default: problem },
      },
      post: {
        tags: ['材料'],
        summary: '移交一份材料：请求体是文件本身，采集时算的SHA-256与收到的不一致就不收',
        description: `可以移交：${MEDIA_WORDS}；一个文件不超过${MAX_MATERIAL_BYTES / 1024 / 1024} MB。文件的类型以内容为准。说明写在请求头 Fadu-Material 里：JSON 做百分号编码，内容见下。`,
        parameters: [
          id,
          ...acting,
          {
            name: 'Fadu-Material',
            in: 'header',
            required: true,
            description: '材料的说明，JSON 做百分号编码',
            content: { 'application/json': { schema: described } },
          },
        ],
        requestBody: { required: true, content: { 'application/octet-stream': { schema: binary } } },
        responses: {
          200: json('此前已经用这个幂等键移交'),
          201: json('已移交', {
            type: 'object',
            required: ['id', 'sha256', 'repeated'],
            properties: {
              id: { type: 'string' },
              sha256: { type: 'string' },
              repeated: { type: 'boolean' },
            },
          }),
          default: problem,
        },
      },
    },
    '/api/v1/cases/{id}/materials/{material}/readings': {
      post: {
        tags: ['材料'],
        summary: '登记查看或者下载的事由，得到打开内容的地址；每次都记入保管记录和存证日志',
        parameters: [id, material, ...post],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['kind', 'why'],
                properties: {
                  kind: { enum: ['查看', '下载'] },
                  why: { type: 'string', minLength: 2, maxLength: 200 },
                },
              },
            },
          },
        },
        responses: { 201: json('打开内容的地址'), default: problem },
      },
    },
    '/api/v1/cases/{id}/materials/{material}/content': {
      get: {
        tags: ['材料'],
        summary: '一份材料的内容；先登记查看事由，可以只取一段（Range）',
        parameters: [
          id,
          material,
          param('reading', 'query', '登记查看得到的编号', true),
          param('Range', 'header', 'bytes=起-止', false),
        ],
        responses: {
          200: {
            description: '全部内容',
            content: Object.fromEntries(MEDIA.map((m) => [m.media, { schema: binary }])),
          },
          206: { description: '一段内容' },
          default: problem,
        },
      },
    },
    '/api/v1/cases/{id}/file.pdf': {
      get: {
        tags: ['材料'],
        summary: '案卷：封面、目录、文书、办理记录、照片、音像目录和备考表，一个PDF；当事人只有正卷',
        parameters: [id, ...post],
        responses: {
          200: { description: '案卷', content: { 'application/pdf': { schema: binary } } },
          default: problem,
        },
      },
    },
  };
}
