/** The pieces sign-in pages are made of. Plain HTML that works without script; `/static/fadu.css` dresses it. */
import type { Child, FC } from 'hono/jsx';

/** What a page needs to stand on its own, or to be set into the portal's frame. */
export interface PageFrame {
  readonly title: string;
  /** The page reports an error: said in the browser's title too, which a screen reader reads first. */
  readonly failed?: boolean;
  /** The request being answered: its path and cookies, for a frame that shows the way or a large mode. */
  readonly request: Request;
  readonly children?: Child;
}

/** Frame used when the portal gives none of its own. */
export const PlainFrame: FC<PageFrame> = ({ title, failed, children }) => (
  <html lang="zh-CN">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{`${failed ? '有误：' : ''}${title}｜法度`}</title>
      <link rel="stylesheet" href="/static/fadu.css" />
    </head>
    <body>
      <a class="skip-link" href="#main">
        跳到正文
      </a>
      <header class="site-header">
        <div class="inner">
          <a class="site-name" href="/">
            法度
          </a>
        </div>
      </header>
      <main id="main" class="page page-narrow">
        {children}
      </main>
    </body>
  </html>
);

/** The error of a form, above it; `field` leads to the input it is about. */
export const ErrorSummary: FC<{ message?: string; field?: string }> = ({ message, field }) =>
  message ? (
    <div class="error-summary" role="alert" aria-labelledby="error-title" tabindex={-1}>
      <h2 id="error-title">没有完成</h2>
      <p>{field ? <a href={`#${field}`}>{message}</a> : message}</p>
    </div>
  ) : null;

/** Attributes of one input. */
interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
  readonly value?: string;
  readonly autocomplete: string;
  readonly inputmode?: 'numeric' | 'text';
  readonly maxlength?: number;
  readonly minlength?: number;
  readonly invalid?: boolean;
  readonly autofocus?: boolean;
}

/** A labelled input with its hint. */
export const Field: FC<FieldProps> = (props) => {
  const { name, label, hint, invalid, type = 'text', ...rest } = props;
  return (
    <div class={invalid ? 'field field-invalid' : 'field'}>
      <label for={name}>{label}</label>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      <input
        id={name}
        name={name}
        type={type}
        required
        autocapitalize="none"
        spellcheck={false}
        {...(hint ? { 'aria-describedby': `${name}-hint` } : {})}
        {...(invalid ? { 'aria-invalid': 'true' } : {})}
        {...rest}
      />
    </div>
  );
};

/** A form that posts, carrying where to go afterwards. */
export const Form: FC<{
  action: string;
  next?: string;
  submit: string;
  quiet?: boolean;
  children?: Child;
}> = ({ action, next, submit, quiet, children }) => (
  <form method="post" action={action}>
    {next && next !== '/' ? <input type="hidden" name="next" value={next} /> : null}
    {children}
    <button type="submit" class={quiet ? 'button button-secondary' : 'button'}>
      {submit}
    </button>
  </form>
);
