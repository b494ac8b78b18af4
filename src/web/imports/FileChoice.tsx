import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { useTab } from '../tabContext.ts';

/** Chooses files of this machine, and shows which. `of`: of what, for who hears the button and does not see it. */
export function FileChoice({
  of,
  files,
  limit,
  isBusy,
  onChoose,
}: {
  of: string;
  files: File[];
  limit: string | null;
  isBusy: boolean;
  onChoose: (files: File[]) => void;
}) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { imports: said } = words;
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.choice}>
      <div>
        <Button disabled={isBusy} aria-label={words.labelled(of, said.choose)} onClick={() => input.current?.click()}>
          {said.choose}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".json,.jsonl,.ndjson,.csv,.tsv,.txt,.xlsx,.ics,.zip"
          onChange={({ target }) => {
            onChoose([...(target.files ?? [])]);
            // Else the same file, mended, could not be chosen again.
            target.value = '';
          }}
        />
      </div>
      {files.length === 0 ? (
        <Text size={200} className={styles.hint}>
          {said.none}
        </Text>
      ) : (
        <ul className={styles.files} aria-label={said.chosen}>
          {files.map(({ name, size }) => (
            <li key={name}>
              {name}{' '}
              <span className={styles.hint}>{said.size(format.number(Math.max(1, Math.round(size / 1024))))}</span>
            </li>
          ))}
        </ul>
      )}
      {limit && (
        <Text role="alert" className={styles.limit}>
          {limit}
        </Text>
      )}
    </div>
  );
}

const useStyles = makeStyles({
  choice: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  files: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  hint: { color: tokens.colorNeutralForeground3 },
  limit: { color: tokens.colorPaletteRedForeground1 },
});
