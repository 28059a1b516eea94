/** Files of a case: reading the list, opening one, handing one in with its progress. */
import type { MaterialLine } from '@fadu/office/materials/read';
import type { RecordStanding } from '@fadu/office/materials/standing';
import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, actingUnder, get, newKey, request, send } from './http.ts';

export type { MaterialLine, RecordStanding };

/** The files of a case, what is missing, and what is taken. */
export interface CaseMaterials {
  readonly items: readonly MaterialLine[];
  readonly standing: RecordStanding | null;
  readonly offered: boolean;
  readonly mayHandIn: boolean;
  readonly accepts: { readonly words: string; readonly most: number };
}

const pathOf = (caseId: string, rest: string) => `/api/v1/cases/${encodeURIComponent(caseId)}/${rest}`;

export const materialsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['materials', caseId],
    queryFn: ({ signal }) => get<CaseMaterials>(pathOf(caseId, 'materials'), signal),
    staleTime: 10_000,
  });

/** Record that a file is read or copied, and why; answers the address of its bytes. */
export const openMaterial = async (
  caseId: string,
  material: string,
  kind: '查看' | '下载',
  why: string,
): Promise<string> =>
  (await send<{ url: string }>(pathOf(caseId, `materials/${material}/readings`), { kind, why }, newKey()))
    .url;

/** The case file as a PDF, with the name it is saved under. */
export async function caseFilePdf(caseId: string): Promise<{ blob: Blob; name: string }> {
  const answer = await request(pathOf(caseId, 'file.pdf'));
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await answer.blob(), name: name ? decodeURIComponent(name) : '案卷.pdf' };
}

/** What is said of a file when it is handed in, but for its hash. */
export interface ToHandIn {
  readonly kind: string;
  readonly name: string;
  readonly seq?: number;
  readonly capturedAt: string;
  readonly place: string;
  readonly device: string;
  readonly officers: readonly string[];
  readonly about: string;
  readonly gaps: readonly { readonly from: number; readonly to: number; readonly reason: string }[];
}

/** Send a file. `key` makes a repeated sending hand in once; `progress` from 0 to 1. @throws ApiProblem */
export function handIn(
  caseId: string,
  file: File,
  said: ToHandIn & { readonly sha256: string },
  key: string,
  progress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', pathOf(caseId, 'materials'));
    call.setRequestHeader('content-type', 'application/octet-stream');
    call.setRequestHeader('idempotency-key', key);
    call.setRequestHeader('fadu-material', encodeURIComponent(JSON.stringify(said)));
    const post = actingUnder();
    if (post) call.setRequestHeader('Fadu-Post', post);
    call.upload.onprogress = (e) => progress(e.lengthComputable ? e.loaded / e.total : 0);
    const failed = () =>
      reject(
        new ApiProblem({
          status: 0,
          title: '没有连上服务器',
          detail: '网络不通或者服务器没有应答；恢复后再按一次，不会重复移交。',
        }),
      );
    call.onerror = failed;
    call.onabort = failed;
    call.onload = () => {
      if (call.status < 300) {
        resolve();
        return;
      }
      let said: { detail?: string } = {};
      try {
        said = JSON.parse(call.responseText) as { detail?: string };
      } catch {
        // Answered by something that is not our server.
      }
      reject(
        new ApiProblem({
          ...said,
          status: call.status,
          detail: said.detail ?? '文件没有收下，请稍后再试；仍然不行的，请告诉系统管理员。',
        }),
      );
    };
    call.send(file);
  });
}
