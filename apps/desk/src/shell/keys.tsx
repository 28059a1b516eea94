/** Keyboard: what each key does, the one listener behind it, and the page that tells. */
import { useNavigate } from '@tanstack/react-router';
import { Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';

const STORE = 'fadu-desk-keys';
const GO_WITHIN_MS = 1_200;

/** Whether keys without Ctrl do anything; people who dictate or hit keys by mistake turn them off. */
export const singleKeys = (): boolean => localStorage.getItem(STORE) !== 'off';

const PLACES = {
  t: '/',
  n: '/new',
  a: '/cases',
  m: '/notices',
  d: '/registers',
  c: '/procedures',
  r: '/calendar',
  o: '/organs',
  p: '/plan',
} as const;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
    target.role === 'combobox');

/** Move the focus along the rows of the page: `data-row` marks them. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter(
    (r) => r.offsetParent !== null,
  );
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next =
    rows[at < 0 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** The one listener for keys. `openPalette` and `openHelp` belong to the shell. */
export function useKeys(openPalette: () => void, openHelp: () => void): void {
  const navigate = useNavigate();
  const went = useRef(0);
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
        e.preventDefault();
        openPalette();
        return;
      }
      if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || !singleKeys()) return;
      if (document.querySelector('dialog[open], .ant-drawer-open, .ant-modal-wrap')) return;
      const place = PLACES[e.key as keyof typeof PLACES];
      if (Date.now() - went.current < GO_WITHIN_MS && place) {
        went.current = 0;
        void navigate({ to: place });
      } else if (e.key === 'g') went.current = Date.now();
      else if (e.key === 'j') step(1);
      else if (e.key === 'k') step(-1);
      else if (e.key === '?') openHelp();
      else if (e.key === '/') {
        const box = document.querySelector<HTMLElement>('main [data-filter]');
        if (!box) return openPalette();
        e.preventDefault();
        box.focus();
      } else return;
      if (e.key !== '/') e.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [navigate, openPalette, openHelp]);
}

const LINES: readonly (readonly [keys: string[], what: string])[] = [
  [['Ctrl', 'K'], '查找：事项、程序、机关、任务，以及当前事项能办的步骤'],
  [['j'], '下一行'],
  [['k'], '上一行'],
  [['Enter'], '打开这一行'],
  [['/'], '到本页的筛选框'],
  [['g', 't'], '今天'],
  [['g', 'n'], '新办一件'],
  [['g', 'a'], '全部事项'],
  [['g', 'p'], '实施方案'],
  [['Ctrl', 'Enter'], '在填写面板里：提交'],
  [['Esc'], '关闭面板，填写的内容留着'],
  [['?'], '打开这一页'],
];

/** The page that tells the keys. */
export function KeysHelp({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(singleKeys);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="keys-title" onClose={close}>
      <div className="keys">
        <h2 id="keys-title">键盘</h2>
        <dl>
          {LINES.map(([keys, what]) => (
            <div key={what} style={{ display: 'contents' }}>
              <dt>
                {keys.map((k, i) => (
                  <span key={k}>
                    {i > 0 ? ' ' : ''}
                    <kbd>{k}</kbd>
                  </span>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <label htmlFor="single-keys" style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
          <Switch
            id="single-keys"
            checked={on}
            onChange={(next) => {
              localStorage.setItem(STORE, next ? 'on' : 'off');
              setOn(next);
            }}
          />
          单键快捷键（不带 Ctrl 的）
        </label>
      </div>
    </dialog>
  );
}
