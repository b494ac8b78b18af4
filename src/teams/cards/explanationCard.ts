import type { Person } from '../../cases/case.ts';
import { type Candidate, isTeamShut, type ReasonAgainst, type ReasonFor } from '../../matching/plan.ts';
import type { TechnologyId } from '../../registry/technology.ts';
import { isPending, wasStarted } from '../../swarm/state.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { type KnownSwarm, namesIn } from './parts/caseHeader.ts';
import { apart, bold, box, type Card, card, type Element, heading, subtle, text, title } from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { offNow, offWorkOf, untoldOfWhoIsOff } from './parts/offWork.ts';
import { more } from './parts/planPeople.ts';
import { planTechnologies } from './parts/planTechnologies.ts';
import { reasonAgainst, reasonsFor } from './parts/reasons.ts';
import { short } from './parts/text.ts';

/**
 * `/swarm explain`: by which rule people are chosen, which words of the case spoke for which technology, why each person is
 * asked and for what, and what speaks for and against everybody else who was considered.
 */
export function explanationCard(state: KnownSwarm, reader: Reader): Card {
  const { plan } = messages(reader.language);
  const name = plan.explainTitle(short(state.case.id, 60));
  const asked = askedIn(state);
  const others = state.plan.ranking.candidates.filter(
    ({ person }) => !asked.some((each) => each.person.id === person.id),
  );
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: name,
      body: [
        title(name),
        text(plan.explainRule),
        text(
          subtle((wasStarted(state) ? plan.explainedOfAsks : plan.explainedOfPlan)(moment(state.plannedAt, reader))),
          {
            spacing: 'Small',
          },
        ),
        ...planTechnologies(state.plan, reader, detail),
        heading(plan.people),
        asked.length === 0 ? text(plan.nobodyToAsk) : [],
        ...asked.slice(0, detail.people).map((each) => chosen(each, state, reader, detail)),
        ...more(asked.length - detail.people, reader),
        ...(others.length > 0 ? [heading(plan.considered)] : []),
        ...others.slice(0, detail.people).map((each) => passedOver(each, state, reader, detail)),
        unseen(others.length - detail.people) > 0
          ? text(subtle(plan.leftOut(unseen(others.length - detail.people))))
          : [],
      ],
    }),
  );

  function unseen(more: number): number {
    return Math.max(0, more) + state.plan.ranking.leftOut;
  }
}

type Asked = { person: Person; technologies: TechnologyId[]; for: ReasonFor[] };

/** Who is or was asked; of who was asked more than once the last time counts. */
function askedIn(state: KnownSwarm): Asked[] {
  const all: Asked[] = wasStarted(state) ? state.invitations : state.plan.team;
  return [...new Map(all.map((each) => [each.person.id, each])).values()];
}

function chosen(each: Asked, state: KnownSwarm, reader: Reader, detail: Detail): Element {
  const { plan, common } = messages(reader.language);
  const nameOf = namesIn(state, reader, 40);
  const technologies = short(listed(each.technologies.map(nameOf), reader), detail.words * 2);
  const candidate = state.plan.ranking.candidates.find(({ person }) => person.id === each.person.id);
  const off = offWorkOf(each.for, candidate?.against ?? []);
  const isAnyTime = state.policy.anyTime[state.case.severity] || each.for.some(({ code }) => code === 'any-hour');
  const untold = ['covers-several', ...(off ? untoldOfWhoIsOff : [])];
  const why = [
    ...(off ? [offNow(off, isAnyTime, reader)] : []),
    ...reasonsFor(
      each.for.filter(({ code }) => !untold.includes(code)),
      nameOf,
      reader,
    ),
  ];
  return box(
    [
      text([
        bold(short(each.person.name, 60)),
        ...(technologies === '' ? [] : [subtle(`${apart}${plan.forTechnologies(technologies)}`)]),
      ]),
      text(subtle(short(why.join(common.separator), detail.words * 3)), { spacing: 'None' }),
    ],
    undefined,
    { spacing: 'Small' },
  );
}

function passedOver(each: Candidate, state: KnownSwarm, reader: Reader, detail: Detail): Element {
  const { plan, common } = messages(reader.language);
  const nameOf = namesIn(state, reader, 40);
  const notComing = notComingTo(state);
  const shut = shutSince(each, state);
  const away = wasStarted(state) ? state.away.filter(({ person }) => person.id === each.person.id) : [];
  const since = away.map(({ why }) => why).filter(({ code }) => !each.against.some((known) => known.code === code));
  const against = [...each.against, ...shut, ...since]
    .filter((reason) => reason.code !== 'already-covered' || !notComing.has(reason.by))
    .map((reason) => reasonAgainst(reason, nameOf, reader));
  const notAsked = short((against.length > 0 ? against : [plan.available]).join(common.separator), detail.words * 2);
  const known = short(reasonsFor(each.for.filter(isOfThem), nameOf, reader).join(common.separator), detail.words * 2);
  return box(
    [
      text([bold(short(each.person.name, 60)), subtle(`${apart}${notAsked}`)]),
      ...(known === '' ? [] : [text(subtle(plan.speaksForThem(known)), { spacing: 'None' })]),
    ],
    undefined,
    { spacing: 'Small' },
  );
}

/** The team of somebody who was free when the plan was made took no asks of others when the swarm started, or looked for more. */
function shutSince({ for: reasons, against }: Candidate, state: KnownSwarm): ReasonAgainst[] {
  const team = reasons.find(({ code }) => code === 'of-team');
  if (!wasStarted(state) || team?.code !== 'of-team' || against.some(isTeamShut)) return [];
  return state.shut.filter((each) => each.team.en === team.team.en);
}

/** What they know: whether they are at work is told among what speaks against them. */
const isOfThem = ({ code }: ReasonFor): boolean => ['owns', 'level', 'solved-similar', 'speaks'].includes(code);

/** Who is not coming covers nothing for anybody. */
const notComingTo = (state: KnownSwarm): Set<string> =>
  new Set(
    wasStarted(state)
      ? state.invitations
          .filter((each) => !isPending(each) && each.answer.state !== 'accepted')
          .map(({ person }) => person.name)
      : [],
  );
