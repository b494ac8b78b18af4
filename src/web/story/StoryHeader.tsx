import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons';
import type { SwarmStory } from '../../history/swarms/story.ts';
import { unbroken } from '../../language/unbroken.ts';
import { RestrictedMark, SeverityBadge, StatusBadge } from '../parts/Badges.tsx';
import { languageOf } from '../parts/languageOf.ts';
import { useTab } from '../tabContext.ts';
import { openLink } from '../teams.ts';

/** What the swarm was about, in facts. */
export function StoryHeader({ story: { row, case: theCase } }: { story: SwarmStory }) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { story } = words;
  const seconds = row.startedAt && row.closedAt ? (Date.parse(row.closedAt) - Date.parse(row.startedAt)) / 1000 : null;
  const facts: [string, string | null][] = [
    [story.customer, row.customer],
    [story.product, row.product],
    [story.coordinator, row.coordinator.name],
    [story.created, format.moment(theCase.created)],
    [story.planned, format.moment(row.proposedAt)],
    [story.started, row.startedAt && format.moment(row.startedAt)],
    [story.closed, row.closedAt && format.moment(row.closedAt)],
    [story.took, seconds === null ? null : format.span(seconds)],
  ];
  return (
    <header className={styles.header}>
      <div className={styles.badges}>
        <StatusBadge status={row.status} />
        <SeverityBadge severity={row.severity} />
        {row.restricted && <RestrictedMark />}
        <Text className={styles.id}>{row.caseId}</Text>
        {theCase.url && <Outside address={theCase.url} name={story.openCase} />}
        {row.channelUrl && row.status === 'running' && <Outside address={row.channelUrl} name={story.openChannel} />}
      </div>
      <Text as="h1" size={600} weight="semibold" className={styles.title} lang={languageOf(row.title)}>
        {unbroken(row.title)}
      </Text>
      <dl className={styles.facts}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className={styles.fact}>
              <dt className={styles.name}>{name}</dt>
              <dd className={styles.value}>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </header>
  );
}

function Outside({ address, name }: { address: string; name: string }) {
  return (
    <Link
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        event.preventDefault();
        openLink(address);
      }}
    >
      {name} <Open16Regular style={{ verticalAlign: 'text-bottom' }} />
    </Link>
  );
}

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    flexShrink: 0,
  },
  badges: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  id: { color: tokens.colorNeutralForeground3 },
  title: { margin: 0, overflowWrap: 'anywhere', lineHeight: tokens.lineHeightBase600 },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    margin: 0,
    '@media (max-width: 720px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  fact: { minWidth: 0 },
  name: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere' },
});
