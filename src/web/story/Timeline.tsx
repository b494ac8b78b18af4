import { Button, makeStyles, mergeClasses, Switch, Text, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { StoryEntry, SwarmStory } from '../../history/swarms/story.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab, useTechnologyName } from '../tabContext.ts';
import { Reasons } from './Reasons.tsx';
import { technicalEvents, telling } from './telling.ts';

/** Everything that happened, in order, with who did it and why. */
export function Timeline({ story }: { story: SwarmStory }) {
  const styles = useStyles();
  const { words } = useTab();
  const [all, showAll] = useState(false);
  const entries = story.timeline.filter(({ event }) => all || !technicalEvents.has(event.type));
  return (
    <Panel
      title={words.story.timeline}
      actions={<Switch label={words.story.steps} checked={all} onChange={(_, { checked }) => showAll(checked)} />}
    >
      <ol className={styles.list}>
        {entries.map((entry, at) => (
          <Entry key={entry.version} entry={entry} before={entries[at - 1]} story={story} />
        ))}
      </ol>
    </Panel>
  );
}

type EntryProps = { entry: StoryEntry; before: StoryEntry | undefined; story: SwarmStory };

function Entry({ entry, before, story }: EntryProps) {
  const styles = useStyles();
  const tab = useTab();
  const nameOf = useTechnologyName();
  const [open, setOpen] = useState(false);
  const { words, format } = tab;
  const { text, notes, weight, byActor } = telling(entry, { story, words, format, nameOf });
  const hasReasons = 'plan' in entry.event || entry.event.type === 'ExpertInvited';
  const started = story.row.startedAt;
  const since = started ? Math.round((Date.parse(entry.at) - Date.parse(started)) / 1000) : -1;
  return (
    <li className={styles.entry}>
      <div className={styles.when}>
        {(!before || format.day(before.at) !== format.day(entry.at)) && (
          <span className={styles.day}>{format.day(entry.at)}</span>
        )}
        <time dateTime={entry.at} title={format.moment(entry.at)}>
          {format.time(entry.at)}
        </time>
        {since > 0 && <span className={styles.since}>{words.story.sinceStart(format.span(since))}</span>}
      </div>
      <span className={mergeClasses(styles.dot, styles[weight])} aria-hidden />
      <div className={styles.told}>
        <div className={styles.said}>
          {byActor && <Text weight="semibold">{words.story.by(entry.actor)}</Text>}
          <Text>{text}</Text>
        </div>
        {notes.map((note) => (
          <Text key={note} size={200} className={styles.note}>
            {note}
          </Text>
        ))}
        {hasReasons && (
          <Button
            size="small"
            appearance="transparent"
            className={styles.why}
            icon={open ? <ChevronDown16Regular /> : <ChevronRight16Regular />}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {words.story.why}
          </Button>
        )}
        {open && <Reasons event={entry.event} />}
      </div>
    </li>
  );
}

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'grid',
    gridTemplateColumns: '104px 20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    position: 'relative',
    paddingBottom: tokens.spacingVerticalM,
    '::before': {
      content: '""',
      position: 'absolute',
      left: `calc(104px + ${tokens.spacingHorizontalS} + 9px)`,
      top: '12px',
      bottom: '-10px',
      width: '2px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
    ':last-child::before': { display: 'none' },
    '@media (max-width: 560px)': {
      gridTemplateColumns: '72px 20px minmax(0, 1fr)',
      '::before': { left: `calc(72px + ${tokens.spacingHorizontalS} + 9px)` },
    },
  },
  when: {
    display: 'flex',
    flexDirection: 'column',
    textAlign: 'right',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
  },
  since: { color: tokens.colorNeutralForeground3 },
  day: { fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
  dot: {
    width: '12px',
    height: '12px',
    marginTop: '4px',
    marginLeft: '4px',
    borderRadius: tokens.borderRadiusCircular,
    border: `2px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    zIndex: 1,
  },
  usual: {},
  good: {
    backgroundColor: tokens.colorPaletteGreenBackground3,
    border: `2px solid ${tokens.colorPaletteGreenBackground3}`,
  },
  bad: { backgroundColor: tokens.colorPaletteRedBackground3, border: `2px solid ${tokens.colorPaletteRedBackground3}` },
  turn: { backgroundColor: tokens.colorBrandBackground, border: `2px solid ${tokens.colorBrandBackground}` },
  told: { display: 'flex', flexDirection: 'column', alignItems: 'start', minWidth: 0 },
  said: { overflowWrap: 'anywhere' },
  note: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  why: {
    paddingLeft: 0,
    marginLeft: '-4px',
    minWidth: 0,
    justifyContent: 'start',
    color: tokens.colorBrandForeground1,
  },
});
