import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Measures, TechnologyMeasures } from '../../history/measures/measureRoutes.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { CustomerPick, One, PeriodPick, PersonPick, SeverityPick, TechnologyPick } from '../parts/filters.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { filterQuery } from '../place.ts';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import { ByTechnology } from './ByTechnology.tsx';
import { CaseOutcomes } from './CaseOutcomes.tsx';
import { Outcomes } from './Outcomes.tsx';
import { OverTime } from './OverTime.tsx';
import { SpanCards } from './SpanCards.tsx';

/** How fast, how well answered: medians and 90th centiles with their counts. Nobody is compared with anybody. */
export function MeasuresView() {
  const styles = useStyles();
  const { words, place, go, choices, format, linkTo } = useTab();
  const [now] = useState(() => Date.now());
  const filter = filterQuery({ ...place, status: [] }, now, { words: false });
  filter.set('zone', format.zone);
  const byTechnology = new URLSearchParams(filter);
  filter.set('by', place.by);
  byTechnology.set('span', place.span);
  const { answer, again } = useAnswer<Measures>(`/api/history/measures?${filter}`);
  const technologies = useAnswer<TechnologyMeasures>(`/api/history/measures/technologies?${byTechnology}`);
  const measures = shown(answer);

  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <PeriodPick />
        <TechnologyPick />
        <SeverityPick />
        {choices.people.length > 0 && <PersonPick />}
        <CustomerPick />
        <One
          label={words.measures.by}
          values={['week', 'month'] as const}
          chosen={place.by}
          nameOf={(by) => (by === 'week' ? words.measures.byWeek : words.measures.byMonth)}
          onChoose={(by) => go({ by })}
        />
        <span className={styles.end}>
          <CopyButton text={() => linkTo({})} label={words.copyLink} />
        </span>
      </div>
      {!choices.me.lead && (
        <Text className={styles.mine}>{choices.me.leadsTeam ? words.measures.ofTeam : words.measures.mine}</Text>
      )}
      {measures !== null && measures.unlisted > 0 && (
        <Text className={styles.mine}>{words.measures.unlisted(measures.unlisted)}</Text>
      )}
      {answer.state === 'refused' ? (
        <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />
      ) : measures === null ? (
        <Loading />
      ) : measures.overall.swarms === 0 ? (
        <Problem said={words.measures.nothing} />
      ) : (
        <div className={styles.parts} aria-busy={answer.state === 'asking'}>
          <SpanCards spans={measures.overall} />
          <div className={styles.charts}>
            <OverTime weeks={measures.overTime} />
            <ByTechnology answer={technologies.answer} />
          </div>
          <Outcomes measures={measures} />
          {choices.me.lead && <CaseOutcomes period={periodOf(filter)} />}
        </div>
      )}
    </div>
  );
}

/** The period of a filter alone: cases that were not swarmed have nothing else to be picked by. */
const periodOf = (filter: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...filter].filter(([name]) => name === 'from' || name === 'to'));

const useStyles = makeStyles({
  view: { height: '100%', overflowY: 'auto', padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}` },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalM,
  },
  end: { marginLeft: 'auto' },
  mine: { display: 'block', marginBottom: tokens.spacingVerticalM, color: tokens.colorNeutralForeground2 },
  parts: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalM,
    '@media (max-width: 980px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});
