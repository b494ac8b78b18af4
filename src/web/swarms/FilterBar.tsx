import { Button, makeStyles, SearchBox, Text, tokens } from '@fluentui/react-components';
import { FilterDismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { CopyButton } from '../parts/CopyButton.tsx';
import {
  CustomerPick,
  PeriodPick,
  PersonPick,
  SeverityPick,
  SortPick,
  StatusPick,
  TechnologyPick,
} from '../parts/filters.tsx';
import { isFiltered } from '../place.ts';
import { useTab } from '../tabContext.ts';
import { ExportMenu } from './ExportMenu.tsx';

/** Milliseconds without a key before a search begins. */
const pause = 300;

/** What narrows the list of swarms. All of it stands in the address. */
export function FilterBar({
  query,
  found,
  onClear,
}: {
  query: string;
  found: { count: number; isAll: boolean } | null;
  onClear(): void;
}) {
  const styles = useStyles();
  const { words, place, go, choices, linkTo } = useTab();
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <WordsSearch />
        <StatusPick />
        <SeverityPick />
        <TechnologyPick />
        {choices.people.length > 0 && <PersonPick />}
        <CustomerPick />
        <PeriodPick />
      </div>
      <div className={styles.line}>
        <Text size={200} className={styles.found} role="status">
          {found ? words.list.loaded(found.count, found.isAll) : ''}
        </Text>
        {isFiltered(place) && (
          <Button
            size="small"
            appearance="subtle"
            icon={<FilterDismiss16Regular />}
            onClick={() => {
              go({ words: '' });
              onClear();
            }}
          >
            {words.list.clear}
          </Button>
        )}
        <SortPick />
        <CopyButton text={() => linkTo({})} label={words.copyLink} />
        <ExportMenu query={query} />
      </div>
    </div>
  );
}

function WordsSearch() {
  const styles = useStyles();
  const { words, place, go } = useTab();
  const [typed, setTyped] = useState(place.words);
  const composing = useRef(false);
  const asked = place.words;

  useEffect(() => setTyped(asked), [asked]);
  useEffect(() => {
    // Half of a Japanese word that is still being chosen is nothing to search for.
    if (typed === asked || composing.current) return;
    const timer = setTimeout(() => go({ words: typed }, { replace: true }), pause);
    return () => clearTimeout(timer);
  }, [typed, asked, go]);

  return (
    <SearchBox
      className={styles.search}
      size="small"
      placeholder={words.list.search}
      aria-label={words.list.search}
      value={typed}
      onChange={(_, { value }) => setTyped(value)}
      input={{
        onCompositionStart: () => {
          composing.current = true;
        },
        onCompositionEnd: (event) => {
          composing.current = false;
          setTyped(event.currentTarget.value);
          go({ words: event.currentTarget.value }, { replace: true });
        },
      }}
    />
  );
}

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
  },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  search: { flexGrow: 1, minWidth: '220px', maxWidth: '420px' },
  found: { color: tokens.colorNeutralForeground3, marginRight: 'auto' },
});
