import { Link, makeStyles, SearchBox, Switch, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Load } from '../../history/measures/measureRoutes.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Problem } from '../parts/Problem.tsx';
import { anywhere } from '../place.ts';
import { useTab } from '../tabContext.ts';
import { LoadBar } from './LoadBar.tsx';

/** Everyone's load, by name. */
export function LoadTable({ load: { people, askBudget, levels } }: { load: Load }) {
  const styles = useStyles();
  const { words, format, go } = useTab();
  const { coverage: said } = words;
  const [name, setName] = useState('');
  const [onlyOver, setOnlyOver] = useState(false);
  const wanted = name.normalize('NFKC').toLowerCase();
  const rows = people.filter(
    (each) => each.name.normalize('NFKC').toLowerCase().includes(wanted) && (!onlyOver || each.asks > askBudget),
  );
  return (
    <Panel
      title={said.load}
      hint={words.sentences([said.loadHint(askBudget), said.byName])}
      actions={
        <div className={styles.actions}>
          <SearchBox
            size="small"
            placeholder={said.findPerson}
            aria-label={said.findPerson}
            value={name}
            onChange={(_, { value }) => setName(value)}
          />
          <Switch label={said.onlyOver} checked={onlyOver} onChange={(_, { checked }) => setOnlyOver(checked)} />
        </div>
      }
    >
      {rows.length === 0 ? (
        <Problem said={onlyOver ? said.nobodyOver : words.list.nothingFound} />
      ) : (
        <DataTable
          label={said.load}
          rows={rows}
          keyOf={(each) => each.id}
          columns={[
            {
              name: said.person,
              width: '22%',
              of: (each) => <Link onClick={() => go({ ...anywhere, person: each.id })}>{each.name}</Link>,
            },
            { name: said.live, of: (each) => `${each.liveSwarms} / ${each.mostSwarms}`, isNumber: true },
            {
              name: said.asks,
              width: '34%',
              of: (each) => <LoadBar asks={each.asks} budget={askBudget} levels={levels} />,
            },
            { name: said.accepted, of: (each) => each.accepted, isNumber: true },
            {
              name: said.afterHours,
              of: (each) =>
                each.asks === 0 ? '–' : `${each.afterHours} (${format.share(each.afterHours, each.asks)})`,
              isNumber: true,
            },
          ]}
        />
      )}
    </Panel>
  );
}

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
});
