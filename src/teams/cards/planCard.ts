import type { Candidate } from '../../matching/plan.ts';
import { type Outlook, outlookOf } from '../../swarm/planning/outlook.ts';
import { deadlineOf, type ProposedSwarm } from '../../swarm/state.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { caseHeader, type KnownSwarm, mayRead, namesIn } from './parts/caseHeader.ts';
import { unreadCase } from './parts/caseLink.ts';
import { caseRead } from './parts/caseRead.ts';
import {
  apart,
  bold,
  box,
  buttons,
  type Card,
  card,
  coloured,
  type Element,
  execute,
  fact,
  type Run,
  show,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { team } from './parts/planPeople.ts';
import { planTechnologies } from './parts/planTechnologies.ts';
import { dayOff, reasonAgainst } from './parts/reasons.ts';
import { sentenceCard } from './parts/refusal.ts';
import { type SimilarSwarm, similarSwarms } from './parts/similar.ts';
import { short } from './parts/text.ts';
import { changeForm, passedOver } from './planChange.ts';
import { statusCard } from './statusCard.ts';

/**
 * The owner's card: the plan before the start, and how the swarm stands from then on. A restricted
 * case is shown to its own people only.
 */
export function planCard(state: KnownSwarm, reader: Reader, similar: SimilarSwarm[] = []): Card {
  if (!mayRead(state, reader.personId)) return sentenceCard(messages(reader.language).common.restrictedHidden, reader);
  switch (state.status) {
    case 'proposed': {
      const outlook = outlookOf(state);
      return fitted((detail) => proposedCard(state, outlook, reader, similar, detail));
    }
    case 'lapsed':
      return lapsedCard(state, reader);
    case 'running':
    case 'resolved':
    case 'cancelled':
      return statusCard(state, reader);
    default:
      return state satisfies never;
  }
}

function proposedCard(
  state: ProposedSwarm,
  outlook: Outlook,
  reader: Reader,
  similar: SimilarSwarm[],
  detail: Detail,
): Card {
  const words = messages(reader.language);
  const { plan, swarmId, version } = state;
  const names = plan.team.map((each) => short(each.person.name, 60));
  // What is read aloud stands in the card twice.
  const asked = short(listed(names.length > 0 ? names : [words.common.nobody], reader), detail.words * 3);
  const id = short(state.case.id, 60);
  // Who is asked at the same time is no other.
  const atOnce = new Set(outlook.atOnce.map(({ person }) => person.id));
  const others = passedOver(state).filter(({ person }) => !atOnce.has(person.id));
  return card({
    language: reader.language,
    spoken: words.plan.spoken(id, asked, plan.gaps.length),
    body: [
      title(words.plan.title(id)),
      caseHeader(state, reader, detail.words),
      unreadCase(state, reader),
      urgencyRead(state, reader),
      deadlineOffer(state, reader),
      text(words.plan.nobodyDisturbed),
      state.case.owner.id === reader.personId
        ? null
        : text(words.plan.forOwner(short(state.case.owner.name, 60)), { spacing: 'Small' }),
      insteadOfOwner(state, reader),
      planTechnologies(plan, reader, detail),
      unknownProducts(state, reader),
      caseRead(state, reader),
      team(state, outlook, reader, detail),
      gaps(state, reader, detail),
      learners(state, reader),
      similarSwarms(similar, reader, detail),
      text(subtle(words.plan.room[state.room]), { spacing: 'Medium' }),
      // Who is off work or busy is so for some hours, and a plan may be read days later.
      text(subtle(words.plan.explainedOfPlan(moment(state.plannedAt, reader))), { spacing: 'None' }),
    ],
    actions: [
      execute('start-swarm', words.plan.start, { swarmId, version }, 'positive'),
      changeForm(state, reader, detail),
      ...(others.length > 0 ? [show(words.plan.considered, considered(others, state, reader, detail))] : []),
      execute('dismiss-plan', words.plan.dismiss, { swarmId }),
    ],
  });
}

/** By which words of the case its urgency was read, and where to change it. */
function urgencyRead({ case: { urgencySaid } }: ProposedSwarm, reader: Reader): Element | null {
  const { plan, common } = messages(reader.language);
  if (urgencySaid === undefined) return null;
  return text(subtle(plan.urgencyRead(common.quoted(short(urgencySaid, 60)))), { spacing: 'None' });
}

/** Why the plan is not for the case's owner in its system: it is for whom the mapping names in their place. */
function insteadOfOwner({ case: { instead, owner } }: ProposedSwarm, reader: Reader): Element | null {
  if (!instead) return null;
  const words = messages(reader.language).plan.insteadOf[instead.because];
  const name = owner.id === reader.personId ? null : short(owner.name, 60);
  return text(words(name, instead.group === null ? null : short(instead.group, 60)), { spacing: 'Small' });
}

/** Whether what the case's text says of a deadline is one: a press drops it, another keeps it after all. */
function deadlineOffer(state: ProposedSwarm, reader: Reader): Element[] {
  const { plan } = messages(reader.language);
  const { swarmId } = state;
  if (state.case.deadline === undefined) return [];
  if (deadlineOf(state) !== null)
    return [
      ...nobodyWorksThen(state, reader),
      buttons([execute('drop-deadline', plan.dropDeadline, { swarmId })], { spacing: 'Small' }),
    ];
  const none = plan.noDeadline(moment(state.case.deadline, reader));
  return [
    text(subtle(none), { spacing: 'Small' }),
    buttons([execute('keep-deadline', plan.keepDeadline, { swarmId })], { spacing: 'Small' }),
  ];
}

/** That nobody of the plan works at the deadline, for which day of their calendar, and when the last of them is there before it. */
function nobodyWorksThen({ plan: { deadlineOff } }: ProposedSwarm, reader: Reader): Element[] {
  if (!deadlineOff) return [];
  const { plan, common } = messages(reader.language);
  const { off, last } = deadlineOff;
  const told = common.sentences(
    plan.nobodyWorksThen(off ? dayOff(off, reader) : null),
    last === null ? plan.nobodyWorksBefore : plan.lastWorksUntil(moment(last, reader)),
  );
  return [text(coloured(told, 'Warning'), { spacing: 'Small' })];
}

/** What the case names and nobody has in the registry. */
function unknownProducts(state: ProposedSwarm, reader: Reader): Element[] {
  const { plan } = messages(reader.language);
  const names = (state.plan.unknown ?? []).map((name) => short(name, 40));
  if (names.length === 0) return [];
  return [
    fact(plan.unknown, listed(names, reader), { spacing: 'Small' }),
    text(subtle(plan.unknownAdvice), { spacing: 'None' }),
  ];
}

function gaps(state: ProposedSwarm, reader: Reader, detail: Detail): Element[] {
  const { plan } = messages(reader.language);
  if (state.plan.gaps.length === 0) return [];
  const nameOf = namesIn(state, reader);
  const names = listed(state.plan.gaps.slice(0, detail.technologies).map(nameOf), reader);
  return [
    box(
      [
        text([coloured(plan.uncovered, 'Warning'), `${apart}${names}`]),
        text(subtle(plan.uncoveredAdvice), { spacing: 'Small' }),
      ],
      'warning',
      {
        spacing: 'Medium',
      },
    ),
  ];
}

/** Who would like to sit in, and whether the owner lets them: nobody of them is counted as cover. */
function learners(state: ProposedSwarm, reader: Reader): Element[] {
  const { plan } = messages(reader.language);
  const offered = state.plan.learners ?? [];
  if (offered.length === 0) return [];
  const nameOf = namesIn(state, reader, 40);
  const told = offered.map(({ person, technologies }) =>
    plan.personFor(short(person.name, 40), short(listed(technologies.map(nameOf), reader), 60)),
  );
  const seated = state.learners.map(({ name }) => short(name, 40));
  return [
    fact(plan.learners, listed(told, reader), { spacing: 'Medium' }),
    text(subtle(seated.length > 0 ? plan.learnersSeated(listed(seated, reader)) : plan.learnersAdvice), {
      spacing: 'Small',
    }),
  ];
}

function considered(others: Candidate[], state: ProposedSwarm, reader: Reader, detail: Detail): Element[] {
  const { plan, common } = messages(reader.language);
  const nameOf = namesIn(state, reader, 40);
  const shown = others.slice(0, detail.people);
  const unseen = others.length - shown.length + state.plan.ranking.leftOut;
  return [
    text(plan.consideredIntro),
    ...shown.map((each) => {
      const against = each.against.map((reason) => reasonAgainst(reason, nameOf, reader));
      const why: Run[] = [
        subtle(
          `${apart}${short((against.length > 0 ? against : [plan.available]).join(common.separator), detail.words)}`,
        ),
      ];
      return text([bold(short(each.person.name, 60)), ...why], { spacing: 'Small' });
    }),
    ...(unseen > 0 ? [text(subtle(plan.leftOut(unseen)), { spacing: 'Small' })] : []),
  ];
}

function lapsedCard(state: ProposedSwarm, reader: Reader): Card {
  const { plan, common } = messages(reader.language);
  const id = short(state.case.id, 60);
  return card({
    language: reader.language,
    spoken: common.sentences(plan.lapsedTitle(id), plan.lapsed),
    body: [title(plan.lapsedTitle(id)), caseHeader(state, reader, 160), text(plan.lapsed)],
    actions: [execute('plan-again', plan.again, { swarmId: state.swarmId })],
  });
}
