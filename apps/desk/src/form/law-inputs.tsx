/** Choosing a text of law and one of its articles, with how they stand today. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/http.ts';
import { lawArticleQuery, lawArticlesQuery, lawPage, lawsQuery, wordsOf } from '../api/laws.ts';
import { articleDigits, articleWords, nameAndArticle, nameOfLaw } from '../law-names.ts';
import { SuggestBox, type Suggested } from './suggest-box.tsx';

/** Milliseconds without a letter after which a name counts as written. */
const SETTLED_MS = 500;
/** The same for suggestions, which may come while someone still types. */
const TYPING_MS = 180;
/** Letters of an article that are shown below it. */
const SHOWN = 90;

interface Box {
  readonly id: string;
  readonly describedBy?: string;
  readonly invalid: boolean;
  readonly label?: string;
  readonly maxLength?: number;
}

interface LawOption extends Suggested {
  readonly name: string;
  readonly article: string | null;
}

/**
 * The name of a text of law. `onPick` is told the text and, where it was typed with it (行政处罚法第五十七条), the
 * article; a name that the library does not have stays as it was typed, for the procedure to judge.
 */
export function LawInput(
  props: Box & {
    readonly value: string;
    readonly onText: (text: string) => void;
    readonly onPick: (name: string, article: string | null) => void;
  },
) {
  const [busy, setBusy] = useState(false);
  const typed = nameAndArticle(props.value);
  const words = useSettled(typed.name, TYPING_MS);
  const found = useQuery({
    ...lawsQuery(words),
    enabled: busy && words.length > 0,
    placeholderData: (before) => before,
  });
  const options: LawOption[] = (busy ? (found.data?.items ?? []) : []).map((law) => ({
    key: law.id,
    title: `${law.title}${typed.article ? articleWords(typed.article) : ''}`,
    note: `${law.level}，${law.status}${law.complete ? '' : '（摘要）'}`,
    warn: law.status !== '现行有效',
    name: nameOfLaw(law),
    article: typed.article,
  }));
  return (
    <SuggestBox
      {...props}
      options={options}
      placeholder="写名称中的字，如：行政处罚法，或者行政处罚法第五十七条"
      onFocus={() => setBusy(true)}
      onLeave={() => setBusy(false)}
      onPick={(o) => {
        setBusy(false);
        props.onPick(o.name, o.article);
      }}
    />
  );
}

interface ArticleOption extends Suggested {
  readonly digits: string;
}

/** An article of the text: typed as 57 or 第五十七条, kept in digits, shown as it is printed. */
export function ArticleInput(
  props: Box & {
    /** The text as it is named in the form. */
    readonly law: string;
    readonly value: string;
    readonly onChange: (digits: string | undefined) => void;
  },
) {
  const [typing, setTyping] = useState<string | null>(null);
  const text = useQuery({ ...lawArticlesQuery(props.law), enabled: typing !== null && props.law.length > 1 });
  const wanted = typing === null ? '' : (articleDigits(typing) ?? typing.trim());
  const options: ArticleOption[] =
    typing === null
      ? []
      : (text.data?.items ?? [])
          .filter((a) => a.article.startsWith(wanted) || articleWords(a.article).includes(wanted))
          .slice(0, 60)
          .map((a) => ({
            key: a.article,
            title: articleWords(a.article),
            digits: a.article,
            ...(a.carried > 0 && { note: `${a.carried} 处依据它` }),
          }));
  return (
    <SuggestBox
      {...props}
      value={typing ?? articleWords(props.value)}
      options={options}
      placeholder="如：57"
      onFocus={() => setTyping(articleWords(props.value))}
      onLeave={() => setTyping(null)}
      onText={(t) => {
        setTyping(t);
        props.onChange(t.trim() === '' ? undefined : (articleDigits(t) ?? t.trim()));
      }}
      onPick={(o) => {
        setTyping(articleWords(o.digits));
        props.onChange(o.digits);
      }}
    />
  );
}

/** A value once it has stood for a while. */
function useSettled(value: string, ms = SETTLED_MS): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), ms);
    return () => window.clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** How the text and the article stand today, in one line that a screen reader hears when it changes. */
export function LawStanding({ law, article }: { readonly law: string; readonly article?: string }) {
  const name = useSettled(law.trim());
  const nr = useSettled(article ?? '');
  const text = useQuery({ ...lawArticlesQuery(name), enabled: name.length > 1 });
  const known = text.data;
  const wanted = /^\d{1,4}(-\d{1,3})?$/.test(nr) ? nr : '';
  const has = known?.items.some((a) => a.article === wanted) ?? false;
  const one = useQuery({ ...lawArticleQuery(name, wanted), enabled: wanted !== '' && has });
  if (name.length < 2) return null;
  const gone = wanted
    ? known?.events.find((e) => e.kind === 'repealed' && e.articles.includes(wanted) && e.on <= known.on)
    : undefined;
  const words = has ? wordsOf(one.data?.node ?? null) : '';
  return (
    <p className="law-standing small" role="status">
      {text.isError ? (
        <span className="warn">
          {text.error instanceof ApiProblem && text.error.status === 404
            ? `法规库里没有“${name}”，请从列出的名称里选，或者先导入。`
            : '现在核对不了是否有效，提交时系统再核对。'}
        </span>
      ) : null}
      {known ? (
        <>
          <span className={known.status === '现行有效' && !gone ? 'tag done' : 'tag late'}>
            {gone ? '这一条已经废止' : known.status}
          </span>{' '}
          <a href={lawPage(known.id, has ? wanted : undefined)} target="_blank" rel="noreferrer">
            《{known.title}》{has ? articleWords(wanted) : ''}
          </a>
          <span className="quiet">
            {known.level}
            {words ? `：${words.length > SHOWN ? `${words.slice(0, SHOWN)}……` : words}` : ''}
          </span>
          {wanted && !has ? (
            <span className="warn">
              {known.complete
                ? `没有${articleWords(wanted)}。`
                : `这里只有这部法规的摘要，摘要里没有${articleWords(wanted)}；导入全文以后可以核对。`}
            </span>
          ) : null}
        </>
      ) : null}
    </p>
  );
}
