/**
 * A code for someone without an account: made here, read out or handed over, and gone with the page. Only its
 * fingerprint is sent.
 */
import { Button } from 'antd';
import { useState } from 'react';
import type { EditorProps } from './field.tsx';

/** The same letters as the server's: none is taken for another when written down. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function draw(): string {
  const out: string[] = [];
  while (out.length < 16) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    // Above the last whole multiple some letters would come more often.
    if (byte < LETTERS.length * Math.floor(256 / LETTERS.length))
      out.push(LETTERS[byte % LETTERS.length] ?? '');
  }
  return (out.join('').match(/.{4}/g) ?? []).join('-');
}

const fingerprint = async (code: string): Promise<string> => {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`fadu-query-code/1\n${code}`));
  return `code:${[...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
};

export function QueryCode({ value, onChange, id, describedBy }: EditorProps) {
  const [code, setCode] = useState('');
  return (
    <div className="query-code">
      {value && code ? <output className="mono">{code}</output> : null}
      <Button
        id={id}
        aria-describedby={describedBy}
        onClick={() => {
          const next = draw();
          setCode(next);
          void fingerprint(next).then(onChange);
        }}
      >
        {value ? '换一个' : '生成查询码'}
      </Button>
      {value && code ? <p className="help">现在就告诉对方。提交之后再也看不到，系统里没有这个码。</p> : null}
      {value && !code ? <p className="help">上次生成的码已经看不到了，请换一个。</p> : null}
    </div>
  );
}
