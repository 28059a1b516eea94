/** Lists of thousands of rows: what is far from the window is a gap of the same height. */
import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Rows drawn or left out together. */
const CHUNK = 40;

function Chunk(props: {
  readonly rows: number;
  readonly estimate: number;
  readonly children: () => ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const height = useRef(props.rows * props.estimate);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new IntersectionObserver(
      ([seen]) => {
        if (!seen) return;
        // Measured while it is drawn, so that the page does not jump when it is left out.
        if (!seen.isIntersecting && seen.boundingClientRect.height > 0)
          height.current = seen.boundingClientRect.height;
        setNear(seen.isIntersecting);
      },
      { rootMargin: '900px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={box} role="presentation" style={near ? undefined : { height: height.current }}>
      {near ? props.children() : null}
    </div>
  );
}

/** Items in order; each row says its place, as only those near the window are there. `estimate`: pixels of one row. */
export function LongList<T>(props: {
  readonly label: string;
  readonly items: readonly T[];
  readonly estimate: number;
  readonly keyOf: (item: T, at: number) => string;
  readonly children: (item: T, at: number) => ReactNode;
  readonly className?: string;
}) {
  const chunks = Array.from({ length: Math.ceil(props.items.length / CHUNK) }, (_, i) => i * CHUNK);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the rows stand in chunks, which a list element may not hold
    <div role="list" aria-label={props.label} className={props.className ?? 'long-list'}>
      {chunks.map((from) => {
        const rows = props.items.slice(from, from + CHUNK);
        return (
          <Chunk key={`${from}/${props.items.length}`} rows={rows.length} estimate={props.estimate}>
            {() =>
              rows.map((item, i) => (
                // biome-ignore lint/a11y/useSemanticElements: see above
                <div
                  key={props.keyOf(item, from + i)}
                  role="listitem"
                  aria-setsize={props.items.length}
                  aria-posinset={from + i + 1}
                  className="long-row"
                >
                  {props.children(item, from + i)}
                </div>
              ))
            }
          </Chunk>
        );
      })}
    </div>
  );
}
