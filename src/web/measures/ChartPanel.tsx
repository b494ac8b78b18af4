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
            <div aria-hidden>{width > 0 && draw(width)}</div>
            <div className="visually-hidden">{table}</div>
          </>
        )}
      </div>
    </Panel>
  );
}

const useStyles = makeStyles({ frame: { position: 'relative', minHeight: '260px', overflow: 'hidden' } });
