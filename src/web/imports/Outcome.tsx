import {
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTab } from '../tabContext.ts';
import type { ImportTrouble } from './useImport.ts';

/** What a look or an import came to: what it would do (`children`), what it did, or what is wrong, line by line. */
export function Outcome({
  isBusy,
  done,
  trouble,
  children,
}: {
  isBusy: boolean;
  done: string | null;
  trouble: ImportTrouble | null;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { words } = useTab();
  const { imports: said } = words;
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== null || trouble) status.current?.focus();
  }, [done, trouble]);
  const wrong = trouble?.wrong ?? [];
  return (
    <div role="status" ref={status} tabIndex={-1} className={styles.outcome}>
      {isBusy && <Spinner size="tiny" label={words.loading} className={styles.busy} />}
      {children}
      {done !== null && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>{done}</MessageBarBody>
        </MessageBar>
      )}
      {trouble && (
        <MessageBar intent={wrong.length > 0 ? 'warning' : 'error'} layout="multiline">
          <MessageBarBody>
            {wrong.length > 0 && <MessageBarTitle>{said.wrong(wrong.length)}</MessageBarTitle>}
            {trouble.words}
          </MessageBarBody>
        </MessageBar>
      )}
      {wrong.length > 0 && <Sentences sentences={wrong.map(({ message }) => message)} />}
    </div>
  );
}

/** Sentences, one below the other; `told` of them there are in all. */
export function Sentences({ sentences, told = sentences.length }: { sentences: string[]; told?: number }) {
  const styles = useStyles();
  const { words } = useTab();
  if (sentences.length === 0) return null;
  return (
    <ul className={styles.sentences}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {told > sentences.length && <Text size={200}>{words.imports.more(told - sentences.length)}</Text>}
    </ul>
  );
}

const useStyles = makeStyles({
  outcome: { outlineStyle: 'none', display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  busy: { alignSelf: 'flex-start' },
  sentences: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    maxHeight: '320px',
    overflowY: 'auto',
  },
});
