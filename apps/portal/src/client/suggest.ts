/** Suggestions under a search box while someone types. Without this script the box works the same, only without them. */

interface Suggestion {
  readonly text: string;
  readonly kind: string;
  readonly url: string;
}

const WAIT = 120;

/** Make one input a combobox with a list below it. */
function attach(input: HTMLInputElement, nr: number): void {
  const list = document.createElement('ul');
  list.id = `suggest-${nr}`;
  list.className = 'suggest';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '提示');
  list.hidden = true;
  const line = input.closest('.search-line') ?? input.parentElement;
  line?.classList.add('suggest-place');
  line?.append(list);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  let items: readonly Suggestion[] = [];
  let at = -1;
  let timer = 0;
  let asked = '';

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (n: number) => {
    at = n;
    for (const [i, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(i === n));
    if (n >= 0) input.setAttribute('aria-activedescendant', `${list.id}-${n}`);
    else input.removeAttribute('aria-activedescendant');
  };
  const show = (found: readonly Suggestion[]) => {
    items = found;
    list.replaceChildren(
      ...found.map((s, i) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${i}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        const text = document.createElement('span');
        text.textContent = s.text;
        const kind = document.createElement('span');
        kind.className = 'suggest-kind';
        kind.textContent = s.kind;
        option.append(text, kind);
        // Before the input loses the focus.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          location.assign(s.url);
        });
        return option;
      }),
    );
    if (found.length === 0 || document.activeElement !== input) return close();
    list.hidden = false;
    at = -1;
    input.setAttribute('aria-expanded', 'true');
  };
  const ask = async () => {
    const q = input.value.trim();
    if (q === asked) return;
    asked = q;
    if (q === '') return show([]);
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(q)}`);
      const body = (await answer.json()) as { items?: readonly Suggestion[] };
      if (asked === q) show(body.items ?? []);
    } catch {
      close();
    }
  };
  input.addEventListener('input', (event) => {
    // While an input method composes, the letters are not yet words.
    if ((event as InputEvent).isComposing) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT);
  });
  input.addEventListener('compositionend', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const n = items.length;
      choose(event.key === 'ArrowDown' ? (at + 1) % n : at <= 0 ? n - 1 : at - 1);
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      const chosen = items[at];
      if (chosen) location.assign(chosen.url);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener('blur', close);
}

for (const [i, input] of [...document.querySelectorAll<HTMLInputElement>('input[data-suggest]')].entries())
  attach(input, i);
