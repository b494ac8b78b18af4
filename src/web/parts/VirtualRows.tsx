import { makeStyles, useArrowNavigationGroup } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Rows drawn above and below what is in sight, so that scrolling meets no blank. */
const margin = 12;

/**
 * Draws only the rows in sight of however many; all are of one height, so nothing shifts. Calls `onEnd` when the last
 * ones come near, and starts at the top again when `start` changes.
 */
export function VirtualRows({
  count,
  rowHeight,
  start,
  onEnd,
  row,
  after,
  label,
  head,
}: {
  count: number;
  rowHeight: number;
  start: string;
  onEnd(): void;
  row(at: number): ReactNode;
  /** Stands below the last row. */
  after?: ReactNode;
  label: string;
  head: ReactNode;
}) {
  const styles = useStyles();
  const arrows = useArrowNavigationGroup({ axis: 'vertical', tabbable: true });
  const frame = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 800 });

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    if (frame.current) frame.current.scrollTop = 0;
  }, [start]);

  const first = Math.max(0, Math.floor(sight.top / rowHeight) - margin);
  const last = Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + margin);
  const isNearEnd = last >= count;
  useEffect(() => {
    if (isNearEnd && count > 0) onEnd();
  }, [isNearEnd, count, onEnd]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={frame} className={styles.frame} tabIndex={0} aria-label={label}>
      {head}
      <ul {...arrows} className={styles.rows} style={{ height: count * rowHeight }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at).map((at) => (
          <li
            key={at}
            aria-setsize={count}
            aria-posinset={at + 1}
            className={styles.row}
            style={{ top: at * rowHeight, height: rowHeight }}
          >
            {row(at)}
          </li>
        ))}
      </ul>
      {after}
    </section>
  );
}

const useStyles = makeStyles({
  frame: { overflowY: 'auto', flexGrow: 1, minHeight: 0, scrollbarGutter: 'stable' },
  rows: { listStyleType: 'none', margin: 0, padding: 0, position: 'relative' },
  row: { position: 'absolute', left: 0, right: 0 },
});
