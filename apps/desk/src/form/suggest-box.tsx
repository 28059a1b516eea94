/** A line of text with suggestions below it: whoever knows what to write goes on writing, nobody is held up. */
import { useEffect, useId, useRef, useState } from 'react';

/** One suggestion. */
export interface Suggested {
  readonly key: string;
  readonly title: string;
  /** What it is, in a few words, at the end of the line. */
  readonly note?: string;
  /** It is no longer in force, or cannot carry anything: said in vermilion. */
  readonly warn?: boolean;
}

/** The box. `value` is what stands in it; `onPick` takes a suggestion, `onText` every letter typed. */
export function SuggestBox<T extends Suggested>(props: {
  readonly id: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly options: readonly T[];
  readonly onPick: (option: T) => void;
  readonly onFocus?: () => void;
  readonly onLeave?: () => void;
  readonly placeholder?: string;
  readonly label?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly maxLength?: number;
}) {
  const { options } = props;
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const shown = open && options.length > 0;
  const here = Math.min(at, options.length - 1);
  useEffect(() => {
    if (shown && here >= 0) document.getElementById(`${list}-${here}`)?.scrollIntoView({ block: 'nearest' });
  }, [shown, here, list]);
  const pick = (option: T | undefined) => {
    setOpen(false);
    setAt(-1);
    if (option) props.onPick(option);
  };
  const onKeyDown = (e: React.KeyboardEvent) => {
    // A word still being composed by an input method is not a choice.
    if (e.nativeEvent.isComposing) return;
    if (e.key === 'ArrowDown') {
      setOpen(true);
      setAt(Math.min(here + 1, options.length - 1));
    } else if (e.key === 'ArrowUp') setAt(Math.max(here - 1, -1));
    else if (e.key === 'Escape' && shown) {
      setOpen(false);
      e.stopPropagation();
    } else if (e.key === 'Enter' && !e.ctrlKey && !e.metaKey) {
      // Enter takes what is chosen; it must not send the whole form, whose act cannot be undone.
      if (shown && here >= 0) pick(options[here]);
    } else return;
    e.preventDefault();
  };
  return (
    <div className="suggest" ref={box}>
      <input
        id={props.id}
        className={props.invalid ? 'suggest-input wrong' : 'suggest-input'}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && here >= 0 ? `${list}-${here}` : undefined}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        value={props.value}
        onChange={(e) => {
          props.onText(e.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => {
          setOpen(true);
          props.onFocus?.();
        }}
        onBlur={() => {
          setOpen(false);
          setAt(-1);
          props.onLeave?.();
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} className="suggest-list" role="listbox" aria-label="可以选择的" hidden={!shown}>
        {shown
          ? options.map((o, i) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns the list
              <div
                key={o.key}
                id={`${list}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === here}
                // Before the input loses its focus.
                onMouseDown={(e) => e.preventDefault()}
                onClick={() => pick(o)}
                // A list that comes up under a resting pointer is not a choice.
                onMouseMove={(e) => {
                  if (e.movementX || e.movementY) setAt(i);
                }}
              >
                <span>{o.title}</span>
                {o.note ? <span className={o.warn ? 'small warn' : 'quiet small'}>{o.note}</span> : null}
              </div>
            ))
          : null}
      </div>
    </div>
  );
}
