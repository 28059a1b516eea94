/** Where to aim: every operation of the server's own OpenAPI document, every route it has, every page and form found by walking. */
import type { House } from './house.ts';
import type { Json } from './values.ts';

/** One operation of the document. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly params: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  /** Schema of the JSON body, or the media type of another. */
  readonly body?: unknown;
  readonly media?: string;
  /** Declared answers: status to JSON schema. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** A form of a page. */
export interface Form {
  readonly page: string;
  readonly method: string;
  readonly action: string;
  readonly multipart: boolean;
  readonly fields: readonly {
    readonly name: string;
    readonly kind: string;
    readonly values: readonly string[];
  }[];
}

export interface Targets {
  readonly operations: readonly Operation[];
  /** Schemas of the document by name. */
  readonly schemas: Json;
  /** `METHOD /path/:param` of everything mounted. */
  readonly routes: readonly (readonly [method: string, path: string])[];
  readonly pages: readonly string[];
  readonly forms: readonly Form[];
}

/** The operations of an OpenAPI document. */
export function operationsOf(document: Json): Operation[] {
  return Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, op]) => {
      const content = ((op.requestBody as Json | undefined)?.content ?? {}) as Record<string, Json>;
      const media = Object.keys(content)[0];
      return {
        method: method.toUpperCase(),
        path,
        params: (op.parameters ?? []) as Operation['params'],
        ...(media === 'application/json' && { body: content[media]?.schema }),
        ...(media && { media }),
        answers: Object.fromEntries(
          Object.entries((op.responses ?? {}) as Record<string, Json>).flatMap(([status, r]) => {
            const json = ((r.content ?? {}) as Record<string, Json>)['application/json'];
            return json ? [[status, json.schema]] : [];
          }),
        ),
      };
    }),
  );
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`, 'i').exec(tag);
  return found ? unescaped(found[1] ?? '') : undefined;
};

/** The forms of a page. */
export function formsOf(page: string, html: string): Form[] {
  return [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)].map(([, open = '', inside = '']) => {
    const fields = [...inside.matchAll(/<(input|textarea|select)\b[^>]*>(?:([\s\S]*?)<\/\1>)?/g)].flatMap(
      ([tag, kind = '', content = '']) => {
        const name = attribute(tag, 'name');
        if (!name) return [];
        const options = [...content.matchAll(/<option\b[^>]*>/g)].map(([o]) => attribute(o, 'value') ?? '');
        const own = attribute(tag, 'value');
        return [
          {
            name,
            kind: attribute(tag, 'type') ?? kind,
            values: kind === 'select' ? options : own ? [own] : [],
          },
        ];
      },
    );
    return {
      page,
      method: (attribute(open, 'method') ?? 'get').toUpperCase(),
      action: attribute(open, 'action') || page,
      multipart: /multipart/.test(open),
      fields,
    };
  });
}

/** Walk the public site from its home, each kind of page some times. */
async function walk(house: House, most: number): Promise<{ pages: string[]; forms: Form[] }> {
  const { app, url } = house.running;
  const queue = [
    '/',
    '/sign-in',
    '/account',
    '/sitemap.xml',
    '/feed.xml',
    '/static/verify.js',
    '/static/fadu.css',
    '/desk/',
  ];
  const seen = new Set(queue);
  const kinds = new Map<string, number>();
  const pages: string[] = [];
  const forms = new Map<string, Form>();
  for (let at = queue.shift(); at !== undefined && pages.length < most; at = queue.shift()) {
    const answer = await app.request(`${url}${at}`);
    const html = /html/.test(answer.headers.get('content-type') ?? '') ? await answer.text() : '';
    pages.push(at);
    for (const form of formsOf(at.split('?')[0] as string, html)) {
      const key = `${form.method} ${form.action} ${form.fields.map((f) => f.name)}`;
      if (!forms.has(key)) forms.set(key, form);
    }
    for (const [, href = ''] of html.matchAll(/\shref="([^"]*)"/g)) {
      const next = unescaped(href).replace(/#.*/, '').replace(url, '');
      if (!next.startsWith('/') || next.startsWith('//') || seen.has(next)) continue;
      // Some of each kind: by the first part of the path and how long it is.
      const [path = '', query = ''] = next.split('?');
      const kind = `${path.split('/').slice(0, 2).join('/')}/${path.split('/').length}${query ? `?${query.replace(/=[^&]*/g, '')}` : ''}`;
      const n = kinds.get(kind) ?? 0;
      if (n >= 12) continue;
      kinds.set(kind, n + 1);
      seen.add(next);
      queue.push(next);
    }
  }
  return { pages, forms: [...forms.values()] };
}

/** Find them all. `most`: pages walked at most. */
export async function targetsOf(house: House, most = 700): Promise<Targets> {
  const { app, site, url } = house.running;
  const document = (await (await app.request(`${url}/openapi.json`)).json()) as Json;
  const routes = [...app.routes, ...site.routes]
    .filter((r) => r.method !== 'ALL')
    .map((r) => `${r.method} ${r.path}`);
  return {
    operations: operationsOf(document),
    schemas: (document.components as Json).schemas as Json,
    routes: [...new Set(routes)].map((r) => r.split(' ') as [string, string]),
    ...(await walk(house, most)),
  };
}
