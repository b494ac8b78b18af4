import { makeStyles, tokens } from '@fluentui/react-components';

const plain = { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' } as const;

/** How lists look that are no tables: none has marks, and its entries stand below each other. */
export const useLists = makeStyles({
  /** Of lines. */
  close: { ...plain, rowGap: tokens.spacingVerticalS },
  /** Of entries of several lines. */
  wide: { ...plain, rowGap: tokens.spacingVerticalM },
  /** Of what happened, the newest first, each an `entry`. */
  ledger: plain,
  entry: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});
