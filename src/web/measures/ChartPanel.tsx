import { Button, makeStyles } from '@fluentui/react-components';
import { DataBarVertical16Regular, Table16Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Column, DataTable } from '../parts/DataTable.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/**
 * A chart with the table it was drawn from: shown instead when asked for, and always there for who cannot see the
 * chart. `draw` gets the width there is, in pixels.
 */
export function ChartPanel<Row>({
  title,
  hint,
  columns,
  rows,
  keyOf,
  draw,
}: {
  title: string;
  hint?: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  draw(width: number): ReactNode;
}) {
  const styles = useStyles();
  const { words } = useTab();
  const [asTable, setAsTable] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const chart = useNoTabStops();
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  const table = <DataTable label={title} columns={columns} rows={rows} keyOf={keyOf} />;
  return (
    <Panel
      title={title}
      {...(hint ? { hint } : {})}
      actions={
        <Button
          size="small"
          appearance="subtle"
          icon={asTable ? <DataBarVertical16Regular /> : <Table16Regular />}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? words.showChart : words.showTable}
        </Button>
      }
    >
      <div ref={frame} className={styles.frame}>
        {asTable ? (
          table
        ) : (
          <>
            <div ref={chart} aria-hidden>
              {width > 0 && draw(width)}
            </div>
            <div className="visually-hidden">{table}</div>
          </>
        )}
      </div>
    </Panel>
  );
}

/** Keeps the keyboard out of what is hidden from screen readers: a chart makes each of its points a stop. */
function useNoTabStops() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const close = () => {
      for (const stop of element.querySelectorAll('[tabindex="0"], button:not([tabindex]), a:not([tabindex])'))
        stop.setAttribute('tabindex', '-1');
    };
    const changes = new MutationObserver(close);
    changes.observe(element, { childList: true, subtree: true, attributeFilter: ['tabindex'] });
    close();
    return () => changes.disconnect();
  });
  return place;
}

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    minHeight: '260px',
    overflow: 'hidden',
    // Names in a legend are written as everywhere else, not With Capitals.
    '& [class*="legend"]': { textTransform: 'none' },
  },
});
