import { Badge, makeStyles, Text, Tooltip, tokens } from '@fluentui/react-components';
import { LockClosed16Regular } from '@fluentui/react-icons';
import type { Severity } from '../../cases/case.ts';
import type { HistoryRow } from '../../history/rows.ts';
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

/** Technologies on one line; the rest as a number. */
export function Technologies({ ids, most = 2 }: { ids: readonly string[]; most?: number }) {
  const styles = useStyles();
  const { words } = useTab();
  const nameOf = useTechnologyName();
  const rest = ids.slice(most);
  return (
    <span className={styles.line}>
      {ids.slice(0, most).map((id) => (
        <span key={id} className={styles.tag} title={nameOf(id)}>
          {nameOf(id)}
        </span>
      ))}
      {rest.length > 0 && (
        <span className={styles.more} title={words.people(rest.map(nameOf))}>
          {words.list.more(rest.length)}
        </span>
      )}
    </span>
  );
}

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS, minWidth: 0 },
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
  },
  more: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
});
