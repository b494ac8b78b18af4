import type { Power } from '../../swarm/powers.ts';
import { wasStarted } from '../../swarm/state.ts';
import type { About } from '../commands/parsing/request.ts';
import { messages, type Reader } from '../languages/language.ts';
import {
  askPersonForm,
  cancelForm,
  handOverForm,
  panelOn,
  resolveForm,
  technologyChoices,
  whatElseForm,
} from './panelForms.ts';
import { channelUrl, type KnownSwarm, mayRead } from './parts/caseHeader.ts';
import { type Action, bold, type Card, card, execute, open, subtle, text, title } from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { editNote } from './parts/note.ts';
import { short } from './parts/text.ts';
import { thanksForms } from './parts/thanks.ts';

/**
 * How something is done that a button does, with the button where the reader may press it. `state` is the swarm they
 * named, or the one they lead; null for none. `isInside`: the reader is in it; `power`: what they may do with it; `page`: its
 * page in the tab, an address that Teams opens.
 */
export function howToCard(
  about: About,
  state: KnownSwarm | null,
  { isInside, power, page = null }: { isInside: boolean; power: Power; page?: string | null },
  reader: Reader,
): Card {
  const { questions, common } = messages(reader.language);
  const { title: name, how } = questions.deed[about];
  const heading = state ? questions.ofCase(name, short(state.case.id, 60)) : name;
  const lead = state && wasStarted(state) ? state.coordinator : null;
  // Who leads a restricted case is told to those who are in it.
  const mayKnow = state !== null && (isInside || mayRead(state, reader.personId));
  const coordinator = lead && mayKnow && lead.id !== reader.personId ? lead.name : null;
  const stands = mayKnow ? whyNot(about, state) : null;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(heading, ...(stands ? [questions[stands]] : []), how),
      body: [
        title(heading),
        stands ? text(bold(questions[stands])) : [],
        text(how),
        coordinator ? text(questions.coordinatorIs(short(coordinator, 60))) : [],
        state === null && ofBot.has(about) ? text(subtle(questions.ifCase)) : [],
      ],
      actions: [
        ...commands(about),
        ...(state
          ? [...buttons(about, state, { power, isInside, page }, reader, detail), ...channel(state, isInside, reader)]
          : []),
      ],
    }),
  );
}

/** What is asked in sentences of one's own, which a case could be told in, too. */
const ofBot: ReadonlySet<About> = new Set<About>(['note', 'views', 'article', 'hand-over', 'data', 'language']);

/** Why it cannot be done with a swarm as that stands. */
function whyNot(about: About, state: KnownSwarm): 'stillRuns' | 'hasEnded' | null {
  if (!wasStarted(state)) return null;
  if (state.status === 'running') return about === 'reopen' ? 'stillRuns' : null;
  return whileItRuns.has(about) ? 'hasEnded' : null;
}
const whileItRuns: ReadonlySet<About> = new Set<About>([
  'stop',
  'cancel',
  'resolve',
  'join',
  'leave',
  'invite',
  'views',
  'hand-over',
]);

/** The commands where what is asked about can be seen or set. */
function commands(about: About): Action[] {
  const said = { language: ['/swarm skills'], data: ['/swarm record', '/swarm skills'] } as const;
  return about === 'language' || about === 'data'
    ? said[about].map((saidWords) => execute('run-words', saidWords, { saidWords }))
    : [];
}

function buttons(
  about: About,
  state: KnownSwarm,
  { power, isInside, page }: { power: Power; isInside: boolean; page: string | null },
  reader: Reader,
  detail: Detail,
): Action[] {
  const { plan, panel: words } = messages(reader.language);
  const { swarmId } = state;
  if (!wasStarted(state))
    return state.status === 'proposed' &&
      state.case.owner.id === reader.personId &&
      (about === 'cancel' || about === 'stop')
      ? [execute('dismiss-plan', plan.dismiss, { swarmId })]
      : [];
  // Whoever is in it writes the note, and reads its page.
  if (about === 'note') return state.status === 'running' && isInside ? [editNote(state, reader)] : [];
  if (about === 'article') return state.status === 'resolved' && isInside && page ? open(words.openPage, page) : [];
  if (power === 'none') return [];
  if (about === 'thank')
    return state.status === 'resolved' && !state.forgotten && power === 'whole'
      ? thanksForms(state, reader, detail)
      : [];
  if (state.status !== 'running') return about === 'reopen' ? [execute('reopen', words.reopen, { swarmId })] : [];
  const panel = panelOn('plan', state, reader, detail);
  const technologies = technologyChoices(panel);
  if (about === 'cancel' || (about === 'stop' && power === 'stand-in')) return [cancelForm(panel)];
  if (about === 'hand-over') return [handOverForm(panel)];
  if (power === 'stand-in') return [];
  switch (about) {
    case 'stop':
      return [resolveForm(panel, technologies), cancelForm(panel)];
    case 'resolve':
      return [resolveForm(panel, technologies)];
    case 'views':
      return whatElseForm(panel);
    case 'invite':
      return [askPersonForm(panel, technologies)];
    default:
      return [];
  }
}

const channel = (state: KnownSwarm, isInside: boolean, reader: Reader): Action[] =>
  isInside && wasStarted(state) ? open(messages(reader.language).common.openChannel, channelUrl(state)) : [];
