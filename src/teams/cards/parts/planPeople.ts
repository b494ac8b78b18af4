import { languageLater } from '../../../matching/languageLater.ts';
import type { Assignment } from '../../../matching/plan.ts';
import { speaks } from '../../../matching/team.ts';
import type { Outlook } from '../../../swarm/planning/outlook.ts';
import type { ProposedSwarm } from '../../../swarm/state.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { moment, span } from '../../languages/moment.ts';
import { namesIn } from './caseHeader.ts';
import { apart, bold, box, coloured, type Element, fact, heading, subtle, text } from './elements.ts';
import type { Detail } from './fit.ts';
import { offNow, offWorkOf, untoldOfWhoIsOff } from './offWork.ts';
import { reasonAgainst, reasonsFor } from './reasons.ts';
import { short } from './text.ts';

/** Who is asked first with the reasons, who beside them and who next, and how long each has. */
export function team(state: ProposedSwarm, outlook: Outlook, reader: Reader, detail: Detail): Element[] {
  const { plan } = messages(reader.language);
  const asked = state.plan.team;
  if (asked.length === 0) return [heading(plan.people), text(plan.nobodyToAsk, { spacing: 'Small' })];
  return [
    heading(plan.people),
    ...withoutLanguage(state, reader),
    ...asked.slice(0, detail.people).map((each) => member(each, state, reader, detail)),
    ...more(asked.length - detail.people, reader),
    ...besides(plan.atOnce, outlook.atOnce, state, reader, detail),
    ...besides(plan.next, outlook.next, state, reader, detail),
    text(subtle(pace(state, reader)), { spacing: 'Small' }),
  ];
}

/** That nobody of the plan speaks the case's language, and who does and can be asked later: two of them. */
function withoutLanguage(
  { plan: made, policy, case: { severity, language } }: ProposedSwarm,
  reader: Reader,
): Element[] {
  const later = languageLater(made);
  if (later === null) return [];
  const { plan, skills, common } = messages(reader.language);
  const hours = policy.anyTime[severity] ? 0 : Math.min(policy.languageWaitHours[severity], policy.askAheadHours);
  const people = later
    .slice(0, 2)
    .map(({ person, from }) => plan.personFrom(short(person.name, 40), moment(from, reader)));
  const told = common.sentences(
    plan.nobodySpeaks(skills.languageNames[language], hours === 0 ? null : span(60 * hours, reader)),
    ...(people.length > 0 ? [plan.speaksLater(listed(people, reader))] : []),
  );
  return [text(coloured(told, 'Warning'), { spacing: 'Small' })];
}

/** Few people in one line, each with what they are asked for; of several a line for all who are asked for the same. */
function besides(name: string, all: Assignment[], state: ProposedSwarm, reader: Reader, detail: Detail): Element[] {
  if (all.length === 0) return [];
  const { plan } = messages(reader.language);
  const nameOf = namesIn(state, reader, 40);
  const told = all.slice(0, detail.people).map(({ person, technologies }) => ({
    person: short(person.name, 40),
    technologies: short(listed(technologies.map(nameOf), reader), detail.words),
  }));
  if (all.length <= mostInOneLine) {
    const each = told.map(({ person, technologies }) => plan.personFor(person, technologies));
    return [fact(name, listed(all.length > told.length ? [...each, '…'] : each, reader))];
  }
  return [
    text(subtle(name), { spacing: 'Small' }),
    ...[...Map.groupBy(told, ({ technologies }) => technologies)].map(([technologies, people]) => {
      const names = listed(
        people.map(({ person }) => person),
        reader,
      );
      return text([names, subtle(`${apart}${technologies}`)], { spacing: 'None' });
    }),
    ...more(all.length - told.length, reader),
  ];
}

const mostInOneLine = 3;

/** How many are asked at a time, and how long each has to answer. */
function pace({ policy, case: { severity } }: ProposedSwarm, reader: Reader): string {
  const { plan, common } = messages(reader.language);
  const time = span(policy.answerWithinMinutes[severity], reader);
  return common.sentences(
    plan.askedAtOnce(policy.askAtOnce[severity]),
    policy.anyTime[severity] ? plan.timeAnyHour(time) : plan.timeInHours(time),
  );
}

function member(each: Assignment, state: ProposedSwarm, reader: Reader, detail: Detail): Element {
  const { plan, common, reasons } = messages(reader.language);
  const nameOf = namesIn(state, reader, detail.words > 60 ? 60 : 24);
  const candidate = state.plan.ranking.candidates.find(({ person }) => person.id === each.person.id);
  const load = candidate?.load;
  const isAnyTime = state.policy.anyTime[state.case.severity] || each.for.some(({ code }) => code === 'any-hour');
  const against = candidate?.against ?? [];
  const off = offWorkOf(each.for, against);
  // What they are asked for stands beside their name already, and the load is told as it is now.
  const untold = ['load', 'covers-several', ...(off ? untoldOfWhoIsOff : [])];
  const telling = each.for.filter(({ code }) => !untold.includes(code));
  const why = [...reasonsFor(telling, nameOf, reader), ...(load ? [reasons.load(load.live, load.most)] : [])];
  // Somebody is proposed in spite of these: the owner shall know before they are disturbed.
  const irrelevant = ['level-too-low', 'already-covered', 'out-of-hours'];
  const caveats = [
    ...(off ? [offNow(off, isAnyTime, reader)] : []),
    ...against.filter(({ code }) => !irrelevant.includes(code)).map((each) => reasonAgainst(each, nameOf, reader)),
  ];
  return box(
    [
      text([
        bold(short(each.person.name, 60)),
        subtle(
          `${apart}${plan.forTechnologies(short(listed(each.technologies.map(nameOf), reader), detail.words * 2))}`,
        ),
      ]),
      ...forLanguageAlone(each, state, reader),
      text(subtle(short(why.join(common.separator), detail.words * 2)), { spacing: 'None' }),
      ...(caveats.length > 0
        ? [text(coloured(short(caveats.join(common.separator), detail.words * 2), 'Warning'), { spacing: 'None' })]
        : []),
    ],
    undefined,
    { spacing: 'Small' },
  );
}

/** Why somebody is asked for what another of the plan covers: of those asked they alone speak the case's language. */
function forLanguageAlone(
  each: Assignment,
  { plan: { team: asked }, case: { language } }: ProposedSwarm,
  reader: Reader,
): Element[] {
  const { plan, skills } = messages(reader.language);
  const others = asked.filter(({ person }) => person.id !== each.person.id);
  const isCovered = each.technologies.every((one) => others.some(({ technologies }) => technologies.includes(one)));
  if (!isCovered || !speaks(each) || others.some(speaks)) return [];
  return [text(plan.forLanguage(skills.languageNames[language]), { spacing: 'None' })];
}

/** How many are left out of a list. */
export function more(count: number, reader: Reader): Element[] {
  return count > 0 ? [text(subtle(messages(reader.language).common.more(count)), { spacing: 'Small' })] : [];
}
