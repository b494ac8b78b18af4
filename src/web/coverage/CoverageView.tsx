import type { Coverage, HostTeamRooms, Load } from '../../history/measures/measureRoutes.ts';
import { Loading } from '../parts/Loading.tsx';
import { Page } from '../parts/Page.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import { HostTeams } from './HostTeams.tsx';
import { LoadTable } from './LoadTable.tsx';
import { TechnologyTable } from './TechnologyTable.tsx';

const days = 180;

/** Which technologies hang on one person or none, and who carries how much. For leads; who leads a team sees how much its people carry. */
export function CoverageView() {
  return useTab().choices.me.lead ? <Organisation /> : <TeamLoad />;
}

function TeamLoad() {
  const { words } = useTab();
  const { answer, again } = useAnswer<Load>('/api/history/load');
  if (answer.state === 'refused')
    return <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />;
  const load = shown(answer);
  return <Page>{load ? <LoadTable load={load} /> : <Loading lines={6} />}</Page>;
}

function Organisation() {
  const { words } = useTab();
  const coverage = useAnswer<Coverage>(`/api/history/coverage?days=${days}`);
  const load = useAnswer<Load>('/api/history/load');
  const hostTeams = useAnswer<HostTeamRooms>('/api/history/host-teams');
  const refused = [coverage.answer, load.answer, hostTeams.answer].find((answer) => answer.state === 'refused');
  const rooms = shown(hostTeams.answer);
  const covered = shown(coverage.answer);
  const loads = shown(load.answer);
  if (refused?.state === 'refused')
    return (
      <Problem
        said={problemOf(refused.refusal, words)}
        again={{
          label: words.retry,
          run: () => {
            coverage.again();
            load.again();
            hostTeams.again();
          },
        }}
      />
    );
  return (
    <Page>
      {covered ? <TechnologyTable coverage={covered} days={days} /> : <Loading lines={6} />}
      {loads ? <LoadTable load={loads} /> : <Loading lines={6} />}
      {rooms && rooms.hostTeams.length > 0 && <HostTeams rooms={rooms} />}
    </Page>
  );
}
