import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** A page of the tab: its parts below one another; it scrolls by itself, below the tab's head. */
export function Page({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return <div className={styles.page}>{children}</div>;
}

const useStyles = makeStyles({
  page: {
    height: '100%',
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
});
