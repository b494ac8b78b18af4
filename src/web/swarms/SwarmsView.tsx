import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { Loading } from '../parts/Loading.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { VirtualRows } from '../parts/VirtualRows.tsx';
import { anywhere, filterQuery, isFiltered } from '../place.ts';
import { useTab } from '../tabContext.ts';
import { FilterBar } from './FilterBar.tsx';
import { SwarmHead, SwarmRow, swarmRowHeight } from './SwarmRow.tsx';
import { useSwarms } from './useSwarms.ts';

/** Swarms now and past: filtered, searched, as long as one likes to scroll. */
export function SwarmsView() {
  const styles = useStyles();
  const { words, place, go, choices } = useTab();
  const [now] = useState(() => Date.now());
  const filter = filterQuery(place, now, { words: true });
  const sort = place.sort === 'best' && place.words.trim() === '' ? 'newest' : place.sort;
  if (sort !== 'newest') filter.set('sort', sort);
  const query = filter.toString();
  const { rows, isAll, stale, reading, refusal, more, again } = useSwarms(query);
  const narrowed = isFiltered(place);
  const clear = useCallback(() => go({ ...anywhere, sort: place.sort }), [go, place.sort]);

  return (
    <div className={styles.view}>
      <FilterBar query={query} found={reading && !stale ? null : { count: rows.length, isAll }} onClear={clear} />
      {refusal && rows.length === 0 ? (
        <Problem said={problemOf(refusal, words)} again={{ label: words.retry, run: again }} />
      ) : reading && rows.length === 0 ? (
        <Loading lines={12} />
      ) : rows.length === 0 ? (
        <Problem
          said={narrowed ? words.list.nothingFound : choices.me.lead ? words.list.nothing : words.list.nothingMine}
          {...(narrowed ? { again: { label: words.list.clear, run: clear } } : {})}
        />
      ) : (
        <div className={styles.list} aria-busy={stale} style={{ opacity: stale ? 0.6 : 1 }}>
          <VirtualRows
            label={words.list.label}
            count={rows.length}
            rowHeight={swarmRowHeight}
            start={query}
            onEnd={more}
            head={<SwarmHead />}
            row={(at) => {
              const row = rows[at];
              return row ? <SwarmRow row={row} now={now} /> : null;
            }}
            after={
              refusal ? (
                <Problem said={problemOf(refusal, words)} again={{ label: words.retry, run: again }} />
              ) : isAll ? null : (
                <Spinner size="tiny" label={words.loading} className={styles.end} />
              )
            }
          />
        </div>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
    margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
  },
  end: { padding: tokens.spacingVerticalM },
});
