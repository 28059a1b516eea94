/** Which articles of a text: found by number or ticked in the list of them all, each with what stands on it. */
import { CloseOutlined } from '@ant-design/icons';
import { byArticle } from '@fadu/kernel/legal-text/numerals';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { lawArticlesQuery } from '../api/laws.ts';
import { articleWords } from '../law-names.ts';
import { ArticleInput } from './law-inputs.tsx';

/** The articles chosen, in digits and in the order of the text. */
export function ArticleChoice(props: {
  readonly id: string;
  readonly law: string;
  readonly value: readonly string[];
  readonly onChange: (articles: readonly string[]) => void;
  readonly describedBy?: string;
  readonly invalid: boolean;
}) {
  const { law, value, onChange, id } = props;
  const text = useQuery({ ...lawArticlesQuery(law), enabled: law.length > 1 });
  const [typed, setTyped] = useState('');
  const put = (list: readonly string[]) => onChange([...new Set(list)].sort(byArticle));
  const add = () => {
    if (/^\d{1,4}(-\d{1,2})?$/.test(typed)) {
      put([...value, typed]);
      setTyped('');
    }
  };
  const all = text.data?.items ?? [];
  return (
    <div className="article-choice">
      <div style={{ display: 'flex', gap: 8 }}>
        <div style={{ flex: 1, maxWidth: 220 }}>
          <ArticleInput
            id={id}
            label="条号"
            describedBy={props.describedBy}
            invalid={props.invalid}
            law={law}
            value={typed}
            onChange={(digits) => setTyped(digits ?? '')}
          />
        </div>
        <Button onClick={add} disabled={!/^\d{1,4}(-\d{1,2})?$/.test(typed)}>
          加上这一条
        </Button>
      </div>
      {value.length ? (
        <ul className="chosen-articles" aria-label="选了的条">
          {value.map((a) => (
            <li key={a}>
              <Button
                size="small"
                aria-label={`去掉${articleWords(a)}`}
                onClick={() => put(value.filter((v) => v !== a))}
              >
                {articleWords(a)} <CloseOutlined />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {all.length ? (
        <ul aria-label="全部的条">
          {all.map((a) => (
            <li key={a.article}>
              <label>
                <input
                  type="checkbox"
                  checked={value.includes(a.article)}
                  onChange={(e) =>
                    put(e.target.checked ? [...value, a.article] : value.filter((v) => v !== a.article))
                  }
                />
                <span>
                  {articleWords(a.article)}
                  {a.carried ? <span className="quiet small">　{a.carried} 处</span> : null}
                </span>
              </label>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
