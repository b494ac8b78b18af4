import { Badge, Link, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import type { HistoryRow } from '../../history/swarms/rows.ts';
import { RestrictedMark, SeverityBadge, StatusBadge, Technologies } from '../parts/Badges.tsx';
import { languageOf } from '../parts/languageOf.ts';
import { queryOf } from '../place.ts';
import { useTab } from '../tabContext.ts';

/** Two lines. */
export const swarmRowHeight = 64;

/** What stands where in a row, for the eye; each row says it by itself. */
export function SwarmHead() {
  const styles = useStyles();
  const { words } = useTab();
  const { columns, status } = words.list;
  return (
    <div className={styles.head} aria-hidden>
      <div className={styles.row}>
        {[status, columns.case, columns.technologies, columns.coordinator, columns.planned, columns.time].map(
          (name, at) => (
            <div
              key={name}
              className={mergeClasses(
                styles.cell,
                at === 2 && styles.wide,
                at === 3 && styles.wider,
                at > 3 && styles.wide,
              )}
            >
              {name}
            </div>
          ),
        )}
      </div>
    </div>
  );
}

/** One swarm of the list. `now` in milliseconds since 1970. */
export function SwarmRow({ row, now }: { row: HistoryRow; now: number }) {
  const styles = useStyles();
  const { words, format, place, go } = useTab();
  const address = queryOf({ ...place, swarm: row.swarmId });
  return (
    <div className={mergeClasses(styles.row, styles.line)}>
      <div className={styles.cell}>
        <StatusBadge status={row.status} />
        <div className={styles.second}>
          <SeverityBadge severity={row.severity} />
        </div>
      </div>
      <div className={styles.cell}>
        <div className={styles.title}>
          {row.restricted && <RestrictedMark />}
          <Link
            href={address}
            className={styles.link}
            title={row.title}
            lang={languageOf(row.title)}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go({ swarm: row.swarmId });
            }}
          >
            {row.title}
          </Link>
        </div>
        <div className={styles.second}>
          <span className={styles.id}>{row.caseId}</span>
          {row.customer && <span className={styles.ellipsis}>{row.customer}</span>}
        </div>
      </div>
      <div className={mergeClasses(styles.cell, styles.wide)}>
        <Technologies ids={row.technologies}>
          {row.gaps.length > 0 && (
            <Tooltip content={words.list.gapHint} relationship="description">
              <Badge appearance="tint" color="warning" size="small">
                {words.list.gap}
              </Badge>
            </Tooltip>
          )}
        </Technologies>
      </div>
      <div className={mergeClasses(styles.cell, styles.wider)}>
        <div className={styles.ellipsis}>{row.coordinator.name}</div>
        {row.status === 'running' && (
          <div className={styles.second}>{words.list.standing(row.accepted, row.waiting)}</div>
        )}
      </div>
      <div className={mergeClasses(styles.cell, styles.wide)}>{format.moment(row.proposedAt)}</div>
      <div className={mergeClasses(styles.cell, styles.wide)}>{timeOf(row)}</div>
    </div>
  );

  function timeOf({ startedAt, closedAt, status }: HistoryRow): string {
    if (!startedAt) return '–';
    const until = closedAt ? Date.parse(closedAt) : now;
    const span = format.span(Math.max(0, (until - Date.parse(startedAt)) / 1000));
    return status === 'running' ? words.list.running(span) : span;
  }
}

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '104px minmax(160px, 3fr) minmax(140px, 1.6fr) minmax(110px, 1fr) 148px 112px',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    height: '100%',
    padding: `0 ${tokens.spacingHorizontalL}`,
    '@media (min-width: 721px) and (max-width: 980px)': {
      gridTemplateColumns: '104px minmax(160px, 3fr) minmax(130px, 1.4fr) 140px 104px',
    },
    '@media (max-width: 720px)': { gridTemplateColumns: '96px minmax(120px, 1fr)' },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: '36px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  line: {
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  cell: { minWidth: 0, overflow: 'hidden', fontSize: tokens.fontSizeBase200 },
  wide: { '@media (max-width: 720px)': { display: 'none' } },
  wider: { '@media (max-width: 980px)': { display: 'none' } },
  title: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS, minWidth: 0 },
  link: {
    display: 'block',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
  },
  second: {
    display: 'flex',
    columnGap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalXS,
    minHeight: '18px',
    color: tokens.colorNeutralForeground3,
    minWidth: 0,
  },
  id: { whiteSpace: 'nowrap' },
  ellipsis: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
});
