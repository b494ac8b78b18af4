import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useTab } from '../tabContext.ts';

/** Lines in the places of what is being read. */
export function Loading({ lines = 8 }: { lines?: number }) {
  const styles = useStyles();
  const { words } = useTab();
  return (
    <Skeleton aria-label={words.loading} className={styles.lines}>
      {Array.from({ length: lines }, (_, at) => `line${at}`).map((line) => (
        <SkeletonItem key={line} size={32} />
      ))}
    </Skeleton>
  );
}

const useStyles = makeStyles({
  lines: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalXL,
  },
});
