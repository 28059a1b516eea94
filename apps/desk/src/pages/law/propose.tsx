/** Proposing a change of law: what stands on it is shown beside the form before anything is sent. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { App, Button, Radio } from 'antd';
import { useMemo, useState } from 'react';
import type { ChangeAsked } from '../../api/laws.ts';
import { definitionQuery } from '../../api/queries.ts';
import type { Definition, Post } from '../../api/types.ts';
import { ArticleChoice } from '../../form/article-choice.tsx';
import { FieldFrame, Scene } from '../../form/field.tsx';
import { LawInput, LawStanding } from '../../form/law-inputs.tsx';
import { SchemaForm } from '../../form/schema-form.tsx';
import { articleDigits, articleWords } from '../../law-names.ts';
import { openingFor, openingRoles } from '../../opening.ts';
import { Cites } from '../../parts/cites.tsx';
import { ProblemNote } from '../../parts/problem.tsx';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import {
  type Faults,
  type Field,
  faultAt,
  fieldsOf,
  initialValues,
  type Schema,
  type Values,
} from '../../schema.ts';
import { postKey, useSession } from '../../session.tsx';
import { doneText } from '../case/act-drawer.tsx';
import { keepDraft, keptDraft, useAct } from '../use-act.ts';
import { LAW_CHANGE } from './code.ts';
import { Impact } from './impact.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/** What the change says, as far as it is chosen: 废止《某法》第三条、第四条. */
function sentenceOf(values: Values): string {
  const name = text(values.instrument).trim();
  const change = text(values.change);
  if (!name || !change) return '';
  return `${change}《${name.replace(/[《》]/gu, '')}》${list(values.articles).map(articleWords).join('、')}`;
}

/** What the server is asked about; null while the form does not say enough. */
function askedOf(values: Values, whole: boolean): ChangeAsked | null {
  const [instrument, change, effectiveOn] = [values.instrument, values.change, values.effectiveOn].map(text);
  const articles = list(values.articles);
  if (!instrument || instrument.trim().length < 2 || !change || !effectiveOn) return null;
  if (!whole && articles.length === 0) return null;
  return { instrument: instrument.trim(), articles: whole ? [] : articles, change, effectiveOn };
}

/** Scope of a change: a whole text is repealed on purpose, never because no article was named. */
function Scope(props: {
  readonly field: Field;
  readonly values: Values;
  readonly whole: boolean;
  readonly setWhole: (whole: boolean) => void;
  readonly onChange: (articles: readonly string[]) => void;
  readonly fault?: string;
}) {
  const { field, values, whole } = props;
  return (
    <FieldFrame field={{ ...field, help: undefined }} path={field.name} fault={props.fault}>
      {(box) => (
        <>
          <Radio.Group
            name="scope"
            aria-label="变动的范围"
            value={whole}
            options={[
              { value: false, label: '其中几条' },
              { value: true, label: '整部' },
            ]}
            onChange={(e) => props.setWhole(e.target.value)}
            style={{ marginBottom: 10 }}
          />
          {whole ? null : (
            <ArticleChoice
              {...box}
              law={text(values.instrument).trim()}
              value={list(values.articles)}
              onChange={props.onChange}
            />
          )}
        </>
      )}
    </FieldFrame>
  );
}

function Form({ definition, post }: { readonly definition: Definition; readonly post: Post }) {
  const { me } = useSession();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const search = useSearch({ from: '/law-changes/new' });
  const opening = openingFor(definition, post);
  const fields = useMemo(() => fieldsOf(opening?.form as Schema | null | undefined), [opening?.form]);
  const form = useAct(`/api/v1/cases/${LAW_CHANGE}`, fields);
  const draftName = `${me.id}/new/${LAW_CHANGE}/${postKey(post)}`;
  const [values, setValues] = useState<Values>(() => {
    const article = search.article ? articleDigits(search.article) : null;
    const linked = {
      ...(search.instrument && { instrument: search.instrument }),
      ...(article && { articles: [article] }),
    };
    return { ...initialValues(fields), ...(search.instrument ? {} : keptDraft(draftName)), ...linked };
  });
  const [whole, setWhole] = useState(false);
  const [noArticle, setNoArticle] = useState(false);
  if (!opening) {
    return (
      <Empty title="这个岗位不能提出法律变动">
        由{openingRoles(definition).join('、')}提出。请在右上角换一个岗位。
      </Empty>
    );
  }
  const change = (next: Values) => {
    // The sentence follows the choice until it is written by hand.
    const said = text(values.says);
    const follows = said === '' || said === sentenceOf(values);
    const shown = follows && text(next.says) === said ? { ...next, says: sentenceOf(next) } : next;
    setValues(shown);
    setNoArticle(false);
    keepDraft(draftName, shown);
  };
  const named = (...names: readonly string[]) => fields.filter((f) => names.includes(f.name));
  const [instrument] = named('instrument');
  const [articles] = named('articles');
  const faults: Faults = noArticle
    ? { ...form.faults, articles: '请选择变动的条；整部变动的，改选“整部”' }
    : form.faults;
  const asked = askedOf(values, whole);
  const submit = async () => {
    if (!whole && list(values.articles).length === 0) {
      setNoArticle(true);
      form.check({ ...values, articles: [] });
      return;
    }
    const done = await form.submit(whole ? { ...values, articles: [] } : values);
    if (!done) return;
    keepDraft(draftName, null);
    notification.success({ title: '已提出，等另一人核对', description: doneText(done), duration: 6 });
    await navigate({ to: '/cases/$id', params: { id: done.id } });
  };
  return (
    <form
      className="form law-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <div className="form">
        {form.problem ? <ProblemNote problem={form.problem} /> : null}
        <Cites list={opening.cites} />
        <Scene
          value={{ act: opening.name, comments: [], timeline: [], region: post.region, organ: post.organ }}
        >
          {instrument ? (
            <FieldFrame field={instrument} path={instrument.name} fault={faults[instrument.name]}>
              {(box) => (
                <>
                  <LawInput
                    {...box}
                    maxLength={instrument.maxLength}
                    value={text(values.instrument)}
                    onText={(t) => change({ ...values, instrument: t })}
                    onPick={(name, article) =>
                      change({
                        ...values,
                        instrument: name,
                        // Another text has other articles.
                        ...(name !== values.instrument && { articles: article ? [article] : [] }),
                      })
                    }
                  />
                  <LawStanding law={text(values.instrument)} />
                </>
              )}
            </FieldFrame>
          ) : null}
          {articles ? (
            <Scope
              field={articles}
              values={values}
              whole={whole}
              setWhole={(next) => {
                setWhole(next);
                setNoArticle(false);
                if (next) change({ ...values, articles: [] });
              }}
              onChange={(next) => change({ ...values, articles: next })}
              fault={faultAt(faults, articles.name)}
            />
          ) : null}
          <SchemaForm
            fields={fields.filter((f) => f.name !== 'instrument' && f.name !== 'articles')}
            values={values}
            faults={faults}
            onChange={change}
          />
        </Scene>
      </div>
      <section className="form-side" aria-labelledby="impact-title">
        <h2 id="impact-title" style={{ marginBottom: 10 }}>
          登记以后会怎样
        </h2>
        {asked ? (
          <Impact change={asked} />
        ) : (
          <Empty title="写明哪部、哪几条、怎样变动、从哪天起">
            这里随即列出依据它的全部事项：哪些没有其他依据、自那天起暂停实施，哪些限期核对，由哪个机关，到哪一天。
          </Empty>
        )}
      </section>
      <div className="form-foot">
        <span className="say">
          以 {post.organName}
          {post.roleName} {me.name} 的名义提出，记入存证日志。另一人核对无误、登记以后，清单才变动。
        </span>
        <Button type="primary" htmlType="submit" loading={form.busy}>
          {form.problem?.status === 0 ? '再发一次' : opening.title}
        </Button>
      </div>
    </form>
  );
}

/** The page. */
export function ProposeChange() {
  const { post } = useSession();
  const definition = useQuery(definitionQuery(LAW_CHANGE));
  return (
    <>
      <p className="crumbs">
        <Link to="/law-changes">法律变动</Link>
      </p>
      <div className="page-head">
        <h1>提出法律变动</h1>
        <p className="lead">
          登记一部法律、法规、规章或者其中几条的废止、修改。依据它的事项先列出来看清楚，另一人核对以后才登记。
        </p>
      </div>
      {definition.isError ? <Failure error={definition.error} again={() => definition.refetch()} /> : null}
      {definition.isPending ? <Waiting rows={10} what="正在读取表单" /> : null}
      {definition.data ? (
        post ? (
          <Form key={postKey(post)} definition={definition.data} post={post} />
        ) : (
          <Empty title="没有岗位">您的账号还没有岗位，请单位的系统管理员登记。</Empty>
        )
      ) : null}
    </>
  );
}
