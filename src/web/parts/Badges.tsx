import { Badge, makeStyles, Text, Tooltip, tokens } from '@fluentui/react-components';
import { LockClosed16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Severity } from '../../cases/case.ts';
import type { HistoryRow } from '../../history/swarms/rows.ts';
import { useTab, useTechnologyName } from '../tabContext.ts';

const statusColours = {
  proposed: 'informative',
  lapsed: 'subtle',
  running: 'brand',
  resolved: 'success',
  cancelled: 'subtle',
} as const;

export function StatusBadge({ status }: { status: HistoryRow['status'] }) {
  const { words } = useTab();
  return (
    <Badge appearance={status === 'running' ? 'filled' : 'tint'} color={statusColours[status]}>
      {words.status[status]}
    </Badge>
  );
}

/** What is usual is said, not shouted. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { words } = useTab();
  if (severity === 'normal' || severity === 'low') return <Text size={200}>{words.severity[severity]}</Text>;
  return (
    <Badge appearance="tint" color={severity === 'critical' ? 'danger' : 'severe'}>
      {words.severity[severity]}
    </Badge>
  );
}

export function RestrictedMark() {
  const { words } = useTab();
  return (
    <Tooltip content={words.restricted} relationship="label">
      <LockClosed16Regular style={{ flexShrink: 0 }} />
    </Tooltip>
  );
}

/** Two technologies on a line each; the rest as a number beside the second, and there what else is to be said. */
export function Technologies({ ids, children }: { ids: readonly string[]; children?: ReactNode }) {
  const styles = useStyles();
  const { words } = useTab();
  const nameOf = useTechnologyName();
  const [first, second, ...rest] = ids;
  return (
    <span className={styles.lines}>
      {first !== undefined && <Tag name={nameOf(first)} />}
      <span className={styles.line}>
        {second !== undefined && <Tag name={nameOf(second)} />}
        {rest.length > 0 && (
          <span className={styles.more} title={words.listed(rest.map(nameOf))}>
            {words.list.more(rest.length)}
          </span>
        )}
        {children}
      </span>
    </span>
  );
}

function Tag({ name }: { name: string }) {
  const styles = useStyles();
  return (
    <span className={styles.tag} title={name}>
      {name}
    </span>
  );
}

const useStyles = makeStyles({
  lines: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', rowGap: tokens.spacingVerticalXS },
  line: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS, maxWidth: '100%' },
  tag: {
    padding: `1px ${tokens.spacingHorizontalSNudge}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
    maxWidth: '100%',
  },
  more: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
});
