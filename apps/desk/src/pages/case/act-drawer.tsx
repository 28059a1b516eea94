/** An act: its form, what it rests on, and a second look where it ends the case. */
import { App, Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CaseDetail, MayAct, Performed } from '../../api/types.ts';
import type { Article } from '../../articles.ts';
import { commentsOf } from '../../comments.ts';
import { ActForm } from '../../form/act-form.tsx';
import { type FormScene, Scene } from '../../form/field.tsx';
import { SchemaForm } from '../../form/schema-form.tsx';
import { scanOf } from '../../parts/clause-marks.tsx';
import { SidePanel } from '../../parts/side-panel.tsx';
import { fieldsOf, initialValues, type Schema, type Values } from '../../schema.ts';
import { useSession } from '../../session.tsx';
import { versionsOf } from '../../versions.ts';
import { returnedValues } from '../law/code.ts';
import { keepDraft, keptDraft, useAct } from '../use-act.ts';
import { ClosingWarnings } from './closing-warnings.tsx';

/** Time it takes at least to read what a confirmation asks. */
const READ_MS = 700;

/** What was done, in one sentence. */
export function doneText(done: Performed): string {
  const issued = Object.values(done.issued);
  const parts = [
    done.repeated ? `“${done.title}”此前已经办过，没有重复办理` : `“${done.title}”已办理`,
    issued.length ? `编号：${issued.join('、')}` : '',
    done.ended ? `本件已办结（${done.phase.title}）` : `现在是“${done.phase.title}”阶段`,
  ];
  return `${parts.filter(Boolean).join('；')}。`;
}

/** The text that a form without one of its own is about: the version that the next review looks at. */
function textBefore(act: string, view: CaseDetail): readonly Article[] {
  // A new legality review sets a confirmed modification aside and looks at the draft before it.
  const versions = versionsOf(view.timeline).filter(
    (v) => !v.voided && !(act === 'legality-review' && v.act === 'confirm-modification'),
  );
  return versions.at(-1)?.articles ?? [];
}

function Body({
  act,
  view,
  close,
}: {
  readonly act: MayAct;
  readonly view: CaseDetail;
  readonly close: () => void;
}) {
  const { post, me } = useSession();
  const { notification } = App.useApp();
  const fields = useMemo(() => fieldsOf(act.form as Schema | null), [act.form]);
  const form = useAct(
    `/api/v1/cases/${encodeURIComponent(view.id)}/acts/${encodeURIComponent(act.act)}`,
    fields,
  );
  const draftName = `${me.id}/${view.id}/${act.act}`;
  const [values, setValues] = useState<Values>(() => {
    const kept = keptDraft(draftName);
    // What has become known since is filled in where nothing was typed.
    if (kept) return { ...act.prefill, ...kept };
    // A revision begins from the text as it stands; a text that may be left out is not filled in for anyone.
    const text = fields.find((f) => f.kind === 'articles' && f.required);
    const last = versionsOf(view.timeline).at(-1);
    return {
      ...initialValues(fields),
      ...act.prefill,
      ...(text && last && { [text.name]: last.articles }),
      ...returnedValues(view, act.act),
    };
  });
  const [confirming, setConfirming] = useState(false);
  const askedAt = useRef(0);
  const own = fields.find((f) => f.kind === 'articles')?.name;
  const written = own ? values[own] : undefined;
  // The pickers are drawn anew when what they choose from changes, not at every key.
  const scene = useMemo<FormScene>(
    () => ({
      act: act.act,
      comments: commentsOf(view.timeline),
      timeline: view.timeline,
      region: post?.region ?? view.region,
      organ: post?.organ ?? '',
      text: own ? ((written as Article[] | undefined) ?? []) : textBefore(act.act, view),
      clauses: scanOf(view.procedure.code),
    }),
    [act.act, view, post, own, written],
  );
  const change = (next: Values) => {
    setValues(next);
    keepDraft(draftName, next);
  };
  const submit = async () => {
    if (act.ends && !confirming) {
      if (!form.check(values)) return;
      askedAt.current = Date.now();
      setConfirming(true);
      return;
    }
    // The second press of a double click has not read the question.
    if (act.ends && Date.now() - askedAt.current < READ_MS) return;
    const done = await form.submit(values);
    setConfirming(false);
    if (!done) return;
    keepDraft(draftName, null);
    close();
    notification.success({ title: done.title, description: doneText(done), duration: 6 });
  };
  const panel = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const fields = '[data-path] input, [data-path] textarea, [type=submit]';
    const first = panel.current?.querySelector<HTMLElement>(fields);
    first?.focus({ preventScroll: true });
  }, []);
  const organ = act.as ? `${post?.organName ?? ''}${post?.roleName ?? ''}` : '本人';
  return (
    <ActForm act={act} problem={form.problem} submit={submit} panel={panel}>
      {Object.keys(act.prefill).length ? (
        <p className="quiet small prefilled">已按本件登记的内容填好一部分，请核对后再办理。</p>
      ) : null}
      <ClosingWarnings caseId={view.id} fields={fields} />
      <Scene value={scene}>
        <SchemaForm fields={fields} values={values} onChange={change} faults={form.faults} />
      </Scene>
      {fields.length === 0 ? <p className="quiet">这一步不需要填写内容。</p> : null}
      {confirming ? (
        <div className="confirm" role="alert">
          <h3 style={{ color: 'var(--vermilion)' }}>办理“{act.title}”后，本件就此结束</h3>
          <p>此后不能再办理其他步骤，也不能撤回。请再看一遍填写的内容。</p>
        </div>
      ) : null}
      <div className="form-foot">
        <span className="say">
          以 {organ} {me.name} 的名义办理，记入存证日志。
        </span>
        <Button
          onClick={() => {
            if (confirming) setConfirming(false);
            else close();
          }}
        >
          {confirming ? '再改改' : '先不办'}
        </Button>
        <Button
          type="primary"
          danger={act.ends}
          htmlType="submit"
          loading={form.busy}
          // A confirmation is pressed on purpose, not by the same Enter that opened it.
          autoFocus={false}
        >
          {confirming ? `确认${act.title}，结束本件` : form.problem?.status === 0 ? '再发一次' : act.title}
        </Button>
      </div>
    </ActForm>
  );
}

/** The drawer of an act; closed while `act` is null. Wide where a whole text is written. */
export function ActDrawer(props: {
  readonly act: MayAct | null;
  readonly view: CaseDetail;
  readonly close: () => void;
}) {
  const { act, view, close } = props;
  const wide = act
    ? fieldsOf(act.form as Schema | null).some(
        (f) =>
          f.kind === 'articles' || f.kind === 'rows' || f.kind === 'clauses' || f.kind === 'register-rows',
      )
    : false;
  return (
    <SidePanel
      open={act !== null}
      onClose={close}
      title={act?.title}
      size={wide ? 920 : 640}
      maskClosable={false}
    >
      {act ? <Body key={act.act} act={act} view={view} close={close} /> : null}
    </SidePanel>
  );
}
