import { makeStyles, tokens } from '@fluentui/react-components';
import type { CaseOutcomes as Outcomes } from '../../history/measures/measureRoutes.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import { caseRows } from './caseRows.ts';

/**
 * How cases went in the systems where they live, swarmed and not, for leads. Shown once a connected system has told of any; kinds of
 * cases are told apart, and nobody is compared with anybody.
 */
export function CaseOutcomes({ period }: { period: URLSearchParams }) {
  const { answer } = useAnswer<Outcomes>(`/api/history/measures/cases?${period}`);
  const outcomes = shown(answer);
  if (outcomes === null || outcomes.swarmed.cases + outcomes.unswarmed.cases === 0) return null;
  return <CaseTable outcomes={outcomes} />;
}

function CaseTable({ outcomes: { swarmed, unswarmed, days } }: { outcomes: Outcomes }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { cases } = words.measures;
  const rows = caseRows(days, words, format);
  const both = [swarmed, unswarmed];
  return (
    <Panel title={cases.title} hint={cases.hint}>
      <table className={styles.table} aria-label={cases.title}>
        <thead>
          <tr>
            <td />
            {[cases.swarmed, cases.unswarmed].map((name) => (
              <th key={name} scope="col" className={styles.head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, value, detail }) => (
            <tr key={name} className={styles.row}>
              <th scope="row" className={styles.name}>
                {name}
              </th>
              {both.map((group, at) => (
                <td key={at === 0 ? 'swarmed' : 'unswarmed'} className={styles.cell}>
                  <span className={styles.value}>{value(group)}</span>
                  <span className={styles.detail}>{detail(group)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

const useStyles = makeStyles({
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontSize: tokens.fontSizeBase300,
    fontVariantNumeric: 'tabular-nums',
  },
  head: { textAlign: 'start', fontWeight: tokens.fontWeightSemibold, padding: tokens.spacingVerticalXS },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  name: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    width: '36%',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} 0`,
    verticalAlign: 'top',
  },
  cell: { padding: tokens.spacingVerticalS, paddingInlineStart: tokens.spacingVerticalXS, verticalAlign: 'top' },
  value: { display: 'block', fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  detail: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});
