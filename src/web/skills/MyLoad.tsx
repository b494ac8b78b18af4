import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { LoadBar } from '../coverage/LoadBar.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import type { Mine } from './draft.ts';

/** How much one was asked, for one's own eyes. */
export function MyLoad({ mine: { load, askBudget } }: { mine: Mine }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { coverage: said } = words;
  if (!load) return null;
  return (
    <Panel title={said.myLoad} hint={said.loadHint(askBudget)}>
      <div className={styles.facts}>
        <div className={styles.bar}>
          <Text size={200}>{said.asks}</Text>
          <LoadBar asks={load.asks} budget={askBudget} levels={{ good: 2, bad: 7, burnout: 19 }} />
        </div>
        <Fact name={said.live} value={`${load.liveSwarms} / ${load.mostSwarms}`} />
        <Fact name={said.accepted} value={String(load.accepted)} />
        <Fact
          name={said.afterHours}
          value={load.asks === 0 ? '–' : `${load.afterHours} (${format.share(load.afterHours, load.asks)})`}
        />
      </div>
    </Panel>
  );

  function Fact({ name, value }: { name: string; value: string }) {
    return (
      <div className={styles.fact}>
        <Text size={200}>{name}</Text>
        <Text weight="semibold">{value}</Text>
      </div>
    );
  }
}

const useStyles = makeStyles({
  facts: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalXXL, rowGap: tokens.spacingVerticalS },
  fact: { display: 'flex', flexDirection: 'column' },
  bar: { display: 'flex', flexDirection: 'column', flexBasis: '320px', rowGap: tokens.spacingVerticalXS },
});
