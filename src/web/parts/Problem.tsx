import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ServerRefusal } from '../server.ts';
import type { Words } from '../words/en.ts';

export type Said = { title: string; hint: string };

/** A page or part that has nothing to show, and what can be done about it. */
export function Problem({
  said,
  again,
  icon,
}: {
  said: Said;
  again?: { label: string; run(): void };
  icon?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.problem} role="status">
      {icon}
      <Text as="h2" weight="semibold" size={400} className={styles.title}>
        {said.title}
      </Text>
      <Text className={styles.hint}>{said.hint}</Text>
      {again && <Button onClick={again.run}>{again.label}</Button>}
    </div>
  );
}

/** A refusal as the reader understands it. */
export function problemOf({ status, code }: ServerRefusal, { problems }: Words): Said {
  if (status === 0) return problems.offline;
  if (status === 401) return problems.signIn;
  if (status === 403) return code === 'leads-only' ? problems.leadsOnly : problems.notRegistered;
  if (status === 404) return problems.notFound;
  if (status === 429) return problems.tooMany;
  if (status === 400) return problems.badRequest;
  return problems.other;
}

const useStyles = makeStyles({
  problem: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalM,
    minHeight: '240px',
    height: '100%',
    padding: tokens.spacingHorizontalXXL,
    textAlign: 'center',
  },
  title: { margin: 0 },
  hint: { color: tokens.colorNeutralForeground2, maxWidth: '420px', textAlign: 'center' },
});
