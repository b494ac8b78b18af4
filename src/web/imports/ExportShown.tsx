import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { CaseExportPreview } from '../../history/imports/caseExportRoutes.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { useTab } from '../tabContext.ts';
import { Sentences } from './Outcome.tsx';

/** What would become of an export: of each column, in all, and of its first cases. `action`: what brings it in. */
export function ExportShown({ preview, action }: { preview: CaseExportPreview; action: ReactNode }) {
  const styles = useStyles();
  const { words } = useTab();
  const { imports: said } = words;
  const { tables, sentences, samples, cases, leftOut, unknown } = preview;
  return (
    <section aria-label={said.preview} className={styles.preview}>
      <Text weight="semibold">{said.preview}</Text>
      <Sentences sentences={sentences} />
      {tables.map(({ name, taken, left }) => (
        <div key={name} className={styles.table}>
          <DataTable
            label={name}
            columns={[
              { name: said.column, of: ({ column }) => column },
              { name: said.becomes, of: ({ becomes }) => becomes },
              { name: said.example, of: ({ sample }) => sample },
            ]}
            rows={taken}
            keyOf={({ column }) => column}
          />
          {left.length > 0 && <Text size={200}>{said.notTaken(left)}</Text>}
        </div>
      ))}
      {samples.length > 0 && <Text>{said.firstCases}</Text>}
      <Sentences sentences={samples.map(({ id, title, told }) => `${id}  ${title}  |  ${told}`)} />
      {leftOut.length > 0 && <Text>{said.leftOut}</Text>}
      <Sentences sentences={leftOut} />
      {unknown.length > 0 && <Text>{said.uncredited}</Text>}
      <Sentences sentences={unknown} />
      {cases === 0 && <Text weight="semibold">{said.noCases}</Text>}
      <div>{action}</div>
    </section>
  );
}

const useStyles = makeStyles({
  preview: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  table: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
});
