/** The proof that a step or a paper is in the record, checked here in the browser and not only said by the server. */
import type { RecordProof } from '@fadu/kernel/record/proof';
import { useQuery } from '@tanstack/react-query';
import { get, getText } from '../api/http.ts';
import { SidePanel } from './side-panel.tsx';
import { Failure, Waiting } from './states.tsx';

/** What is to be proven. */
export interface ProofOfWhat {
  /** What people call it. */
  readonly title: string;
  /** Path of the proof in the API. */
  readonly path: string;
}

const FIELDS: Readonly<Record<string, string>> = {
  case: '事项编号',
  seq: '第几步',
  at: '时间',
  digest: '内容摘要',
  number: '编号',
  docx: 'DOCX 摘要',
  pdf: 'PDF 摘要',
  region: '地区代码',
  organ: '机关',
  madeOn: '成文日期',
  title: '名称',
};

async function check(path: string, signal?: AbortSignal) {
  const [proof, vkey, { verifyProof }] = await Promise.all([
    get<RecordProof>(path, signal),
    getText('/log/vkey', signal),
    import('@fadu/kernel/record/proof'),
  ]);
  return { proof, result: verifyProof(proof, vkey.trim()) };
}

function Result({ what }: { readonly what: ProofOfWhat }) {
  const checked = useQuery({
    queryKey: ['record-proof', what.path],
    queryFn: ({ signal }) => check(what.path, signal),
    retry: 3,
    retryDelay: 1_500,
  });
  if (checked.isPending) return <Waiting rows={5} what="正在取证明并核对" />;
  if (checked.isError) return <Failure error={checked.error} again={() => checked.refetch()} />;
  const { proof, result } = checked.data;
  const leaf =
    typeof proof.leaf === 'object' && !Array.isArray(proof.leaf)
      ? (proof.leaf as Record<string, unknown>)
      : {};
  return (
    <div className="stack">
      {result.ok ? (
        <div className="note done">
          <h3>✓ 核对通过</h3>
          <p>
            “{what.title}”是存证日志的第 {(result.index + 1).toLocaleString('zh-CN')} 条记录，日志当时共有{' '}
            {result.size.toLocaleString('zh-CN')}{' '}
            条。记录写入后没有被改动；核对在您的浏览器里完成，不依赖服务器的说法。
          </p>
        </div>
      ) : (
        <div className="note late" role="alert">
          <h3>核对没有通过</h3>
          <p>{result.reason}请把下面的证明文件保存下来，交给监督部门。</p>
        </div>
      )}
      <dl className="facts">
        {Object.entries(FIELDS)
          .filter(([name]) => typeof leaf[name] === 'string' || typeof leaf[name] === 'number')
          .map(([name, title]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{title}</dt>
              <dd className="small">{String(leaf[name])}</dd>
            </div>
          ))}
        <dt>证明路径</dt>
        <dd className="small">{proof.inclusion.length} 个哈希</dd>
      </dl>
      <p>
        <a href={what.path} download={`${what.title}-存证证明.json`}>
          保存证明文件
        </a>
        <span className="quiet small" style={{ marginInlineStart: 12 }}>
          任何人都可以用公开的公钥离线核对。
        </span>
      </p>
    </div>
  );
}

/** Opens at the side; closed while there is nothing to prove. */
export function ProofDrawer({
  what,
  close,
}: {
  readonly what: ProofOfWhat | null;
  readonly close: () => void;
}) {
  return (
    <SidePanel
      open={what !== null}
      onClose={close}
      title={what ? `存证证明：${what.title}` : undefined}
      size={520}
    >
      {what ? <Result what={what} /> : null}
    </SidePanel>
  );
}
