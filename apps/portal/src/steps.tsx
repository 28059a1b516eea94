/** How something was made, step by step, each with the link to its proof. */
import type { PublicStep } from '@fadu/office/public/index';
import type { FC } from 'hono/jsx';
import { dayOf } from './dates.ts';

export const StepList: FC<{ steps: readonly PublicStep[] }> = ({ steps }) => (
  <ol class="steps">
    {steps.map((s) => (
      <li>
        <p class="steps-date">
          <time datetime={s.at}>{dayOf(s.at)}</time>
          {s.times > 1 && dayOf(s.until) !== dayOf(s.at) ? `至${dayOf(s.until)}` : ''}
        </p>
        <p>
          <b>{s.title}</b>
          {s.times > 1 ? `（${s.times}次）` : ''}
          {s.organ ? <span class="steps-organ">{s.organ}</span> : null}
        </p>
        <p class="small">
          {s.index === null ? (
            <span class="soft">正在写入存证日志</span>
          ) : (
            <a href={`/records/${s.index}`} rel="nofollow">
              存证{s.index}号
            </a>
          )}
        </p>
      </li>
    ))}
  </ol>
);
