import type { Person } from '../cases/case.ts';
import type { Candidate, Plan, ReasonAgainst } from './plan.ts';
import { speaks, speaksInTime } from './team.ts';

/** Who speaks a case's language can be asked from an instant on (ISO, UTC). */
export type SpeakerLater = { person: Person; from: string };

/**
 * That a plan goes on without anybody who speaks the case's language, though it has a team: nobody who covers a technology of it can
 * be asked within the policy's wait. Those who can be later, the soonest first, as far as it is known when; null: somebody speaks it.
 */
export function languageLater({ team, ranking }: Pick<Plan, 'team' | 'ranking'>): SpeakerLater[] | null {
  const speakers = ranking.candidates.filter((each) => each.covers.length > 0 && speaks(each));
  const isCovered = team.some(speaks) || speakers.some((each) => each.available && speaksInTime(each));
  if (team.length === 0 || isCovered) return null;
  return speakers
    .flatMap((each): SpeakerLater[] => {
      const from = freeFrom(each);
      return from === null ? [] : [{ person: each.person, from }];
    })
    .toSorted((a, b) => a.from.localeCompare(b.from));
}

/** Null: something else than time keeps them from being asked, or nobody knows for how long. */
function freeFrom({ available, against, for: reasons }: Candidate): string | null {
  const back = reasons.find(({ code }) => code === 'back');
  if (available) return back?.code === 'back' ? back.at : null;
  const until = against.filter(({ code }) => !asideOfTime.has(code)).map(untilOf);
  return until.length === 0 || until.some((each) => each === null)
    ? null
    : until.reduce((last, each) => ((each ?? '') > (last ?? '') ? each : last), null);
}

/** Beside these somebody may be asked. */
const asideOfTime: ReadonlySet<ReasonAgainst['code']> = new Set([
  ...(['calendar-unknown', 'shifts-old', 'over-budget', 'declined-similar', 'level-too-low'] as const),
  'already-covered',
]);

function untilOf(reason: ReasonAgainst): string | null {
  switch (reason.code) {
    case 'out-of-hours':
      return reason.back;
    case 'away':
    case 'team-closed':
      return reason.until;
    case 'out-of-office':
      return reason.until ?? null;
    default:
      return null;
  }
}
