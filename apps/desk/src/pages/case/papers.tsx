/** What is on file: each paper as a small page, opened at the side, downloaded, proven. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { request } from '../../api/http.ts';
import type { PaperLine } from '../../api/types.ts';
import { shortDay } from '../../days.ts';
import type { ProofOfWhat } from '../../parts/proof.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';

const pathOf = (id: string, rest: string) => `/api/v1/papers/${encodeURIComponent(id)}/${rest}`;

/** The PDF as an address of this page: it is fetched once under the post acted under. */
function usePdf(id: string) {
  const pdf = useQuery({
    queryKey: ['pdf', id],
    queryFn: async ({ signal }) => (await request(pathOf(id, 'pdf'), { signal })).blob(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!pdf.data) return;
    const made = URL.createObjectURL(new Blob([pdf.data], { type: 'application/pdf' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [pdf.data]);
  return { ...pdf, url };
}

function Preview({ paper }: { readonly paper: PaperLine }) {
  const pdf = usePdf(paper.id);
  if (pdf.isError) return <Failure error={pdf.error} again={() => pdf.refetch()} />;
  if (!pdf.url) return <Waiting rows={12} what="正在取文书" />;
  return (
    <object
      data={`${pdf.url}#toolbar=0&navpanes=0&view=FitH`}
      type="application/pdf"
      className="paper-view"
      aria-label={`${paper.title}的页面`}
    >
      <p>
        这个浏览器不能直接显示 PDF，请
        <a href={pdf.url} download={`${paper.number ?? paper.title}.pdf`}>
          下载 PDF
        </a>
        后查看。
      </p>
    </object>
  );
}

export function Papers(props: {
  readonly papers: readonly PaperLine[];
  readonly prove: (what: ProofOfWhat) => void;
}) {
  const { today } = useSession();
  const [open, setOpen] = useState<PaperLine | null>(null);
  const { papers, prove } = props;
  if (papers.length === 0) return null;
  return (
    <section aria-labelledby="papers-title">
      <h2 id="papers-title">
        文书 <span className="quiet small">{papers.length} 份</span>
      </h2>
      <ul className="papers">
        {papers.map((p) => (
          <li key={p.id} className="paper">
            <button type="button" className="sheet-small" onClick={() => setOpen(p)}>
              <span className="sr">查看</span>
              <span className="red-head" aria-hidden="true" />
              <span className="sheet-number">{p.number ?? ''}</span>
              <span className="sheet-title">{p.title}</span>
              <span className="sheet-lines" aria-hidden="true" />
            </button>
            <div className="paper-words">
              <strong>{p.title}</strong>
              <span className="small quiet">
                {p.number}
                <span className="paper-day">
                  {shortDay(p.made_on, today)}
                  {p.public ? '，公开' : ''}
                </span>
              </span>
              <span className="small paper-links">
                <a href={pathOf(p.id, 'docx')} download>
                  DOCX
                </a>
                <a href={pathOf(p.id, 'pdf')} target="_blank" rel="noreferrer">
                  PDF
                </a>
                <button
                  type="button"
                  className="linklike"
                  onClick={() => prove({ title: p.title, path: pathOf(p.id, 'proof') })}
                >
                  存证证明
                </button>
              </span>
            </div>
          </li>
        ))}
      </ul>
      <SidePanel
        open={open !== null}
        onClose={() => setOpen(null)}
        size={820}
        title={open?.title}
        extra={
          open ? (
            <Button type="primary" ghost href={pathOf(open.id, 'docx')} download>
              下载 DOCX
            </Button>
          ) : null
        }
        styles={{ body: { display: 'grid' } }}
      >
        {open ? <Preview paper={open} /> : null}
      </SidePanel>
    </section>
  );
}
