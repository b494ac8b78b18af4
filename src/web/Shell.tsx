import { makeStyles, Tab, TabList, Text, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { ArticleView } from './article/ArticleView.tsx';
import { Loading } from './parts/Loading.tsx';
import { type View, views } from './place.ts';
import { StoryView } from './story/StoryView.tsx';
import { SwarmsView } from './swarms/SwarmsView.tsx';
import { useTab } from './tabContext.ts';

// Charts are half of the code, and only one page has them.
const AfterView = lazy(() => import('./after/AfterView.tsx').then((room) => ({ default: room.AfterView })));
const ImportsView = lazy(() => import('./imports/ImportsView.tsx').then((room) => ({ default: room.ImportsView })));
const MeasuresView = lazy(() => import('./measures/MeasuresView.tsx').then((room) => ({ default: room.MeasuresView })));
const CoverageView = lazy(() => import('./coverage/CoverageView.tsx').then((room) => ({ default: room.CoverageView })));
const PersonalDataView = lazy(() =>
  import('./personalData/PersonalDataView.tsx').then((room) => ({ default: room.PersonalDataView })),
);
const PolicyView = lazy(() => import('./policy/PolicyView.tsx').then((room) => ({ default: room.PolicyView })));
const RecordView = lazy(() => import('./record/RecordView.tsx').then((room) => ({ default: room.RecordView })));
const RecurringView = lazy(() =>
  import('./recurring/RecurringView.tsx').then((room) => ({ default: room.RecurringView })),
);
const SkillsView = lazy(() => import('./skills/SkillsView.tsx').then((room) => ({ default: room.SkillsView })));

/** The frame of every page: what pages there are, and the one that is open. */
export function Shell() {
  const styles = useStyles();
  const { words, place, go, choices, format } = useTab();
  const { me } = choices;
  const page = useRef<HTMLElement>(null);
  const here = `${place.view} ${place.swarm} ${place.article}`;
  const was = useRef(here);
  useEffect(() => {
    if (was.current === here) return;
    was.current = here;
    // What was pressed to come here may be gone with its page: by keys one goes on in this one, not before all of it.
    if (document.activeElement === document.body) page.current?.focus();
  }, [here]);
  const offered = views.filter((view) => {
    if (view === 'policy') return me.lead || me.administrator;
    if (view === 'imports' || view === 'personal-data') return me.administrator;
    // A person who leads nobody finds their own load beside their skills.
    if (view === 'coverage') return me.engineer && (me.lead || me.leadsTeam);
    return me.engineer && ((view !== 'recurring' && view !== 'after') || me.lead);
  });
  const current: View = offered.includes(place.view) ? place.view : (offered[0] ?? 'swarms');
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <TabList
          selectedValue={current}
          onTabSelect={(_, { value }) =>
            go({ view: offered.find((view) => view === value) ?? 'swarms', swarm: null, article: false })
          }
        >
          {offered.map((view) => (
            <Tab key={view} value={view}>
              {words.views[view]}
            </Tab>
          ))}
        </TabList>
        <Text size={200} className={styles.zone}>
          {words.zone(format.zone)}
        </Text>
      </header>
      <main ref={page} tabIndex={-1} className={styles.page}>
        <Suspense fallback={<Loading />}>
          {current === 'swarms' &&
            (place.swarm === null ? (
              <SwarmsView />
            ) : place.article ? (
              <ArticleView swarmId={place.swarm} />
            ) : (
              <StoryView swarmId={place.swarm} />
            ))}
          {current === 'measures' && <MeasuresView />}
          {current === 'recurring' && <RecurringView />}
          {current === 'after' && <AfterView />}
          {current === 'coverage' && <CoverageView />}
          {current === 'skills' && <SkillsView />}
          {current === 'record' && <RecordView />}
          {current === 'policy' && <PolicyView />}
          {current === 'imports' && <ImportsView />}
          {current === 'personal-data' && <PersonalDataView />}
        </Suspense>
      </main>
    </div>
  );
}

const useStyles = makeStyles({
  shell: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowX: 'auto',
    flexShrink: 0,
  },
  zone: {
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
    '@media (max-width: 720px)': { display: 'none' },
  },
  page: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column', outlineStyle: 'none' },
});
