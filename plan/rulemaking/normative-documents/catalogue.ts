import { type ActDef, type CaseView, dateOf } from '@fadu/kernel';

interface Text {
  readonly articles: readonly { readonly number: string; readonly text: readonly string[] }[];
  readonly explanation: string;
  readonly basis: string;
}

/** The text as it stands: the latest of draft, revision and confirmed modification. */
export function currentText(view: CaseView): Text | null {
  const latest = ['draft', 'revise-draft', 'confirm-modification']
    .flatMap((act) => view.all(act))
    .sort((a, b) => b.seq - a.seq)[0];
  return latest ? (latest.input as unknown as Text) : null;
}

/** What everyone sees while comments are asked for. */
export const consultationBody: NonNullable<ActDef['publicBody']> = (view) => {
  const text = currentText(view);
  return {
    title: view.text('propose.title'),
    articles: text?.articles ?? [],
    explanation: text?.explanation ?? '',
    notice: view.text('open-consultation.notice'),
    contact: view.text('open-consultation.contact'),
    businessRelated: view.get('propose.businessRelated') === true,
  };
};

/** What everyone sees of a published document. */
export const publishedBody: NonNullable<ActDef['publicBody']> = (view) => ({
  title: view.text('propose.title'),
  number: view.issued('assign-number', 'document'),
  channels: view.get('publish.channels'),
});

/**
 * The catalogue's entry of a document (R16.5): in force from its effective date to the last day of its validity,
 * whatever is recorded later. Repeal and expiry are new versions; the earlier ones stay readable.
 */
export const catalogueEntry =
  (status: '有效' | '废止' | '失效'): NonNullable<ActDef['entries']> =>
  (view, env) => {
    const text = currentText(view);
    const number = view.issued('assign-number', 'document') ?? '';
    const effectiveOn = view.text('assign-number.effectiveOn');
    const today = dateOf(env.now);
    return [
      {
        register: 'normative-documents',
        code: number,
        lawFrom: status === '有效' ? effectiveOn : today,
        lawTo: status === '有效' ? view.text('assign-number.expiresOn') : undefined,
        body: {
          status,
          title: view.text('propose.title'),
          kind: view.text('propose.kind'),
          number,
          index: view.issued('assign-number', 'index'),
          registration: view.issued('register', 'registration'),
          maker: view.bound('maker')[0],
          lead: view.bound('lead')[0],
          madeOn: dateOf(view.last('sign')?.at ?? env.now),
          publishedOn: dateOf(view.last('publish')?.at ?? env.now),
          effectiveOn,
          expiresOn: view.text('assign-number.expiresOn'),
          reviewNumber: view.issued('legality-review', 'legality-opinion'),
          articles: text?.articles ?? [],
          explanation: text?.explanation ?? '',
          ...(status === '废止' && { reason: view.text('repeal.reason') }),
        },
      },
    ];
  };
