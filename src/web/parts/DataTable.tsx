import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';

export type Column<Row> = { name: string; of(row: Row): ReactNode; isNumber?: boolean; width?: string };

/** Rows of facts. Numbers stand to the right, one below the other. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
}) {
  const styles = useStyles();
  const side = (column: Column<Row>) => mergeClasses(column.isNumber && styles.number);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={label}>
      <Table size="small" aria-label={label} className={styles.table}>
        <TableHeader>
          <TableRow>
            {columns.map((column) => (
              <TableHeaderCell
                key={column.name}
                className={side(column)}
                style={column.width ? { width: column.width } : {}}
                {...(column.isNumber ? { button: { className: styles.headNumber ?? '' } } : {})}
              >
                {column.name}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={keyOf(row)}>
              {columns.map((column) => (
                <TableCell key={column.name} className={mergeClasses(styles.cell, side(column))}>
                  {column.of(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

const useStyles = makeStyles({
  scroll: { overflow: 'auto', maxHeight: '480px' },
  table: { minWidth: '480px' },
  cell: { overflowWrap: 'anywhere' },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  headNumber: { justifyContent: 'end' },
});
