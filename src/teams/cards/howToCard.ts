import type { Power } from '../../swarm/powers.ts';
import { wasStarted } from '../../swarm/state.ts';
import type { Deed } from '../commands/request.ts';
import { messages, type Reader } from '../languages/language.ts';
import { askPersonForm, cancelForm, panelOn, resolveForm, technologyChoices } from './panelForms.ts';
import { channelUrl, type KnownSwarm, mayRead } from './parts/caseHeader.ts';
import { type Action, type Card, card, execute, open, text, title } from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { short } from './parts/text.ts';
import { thanksForms } from './parts/thanks.ts';

/**
 * How something is done that a button does, with the button where the reader may press it. `state` is the swarm they
 * named, or the one they lead; null for none. `isInside`: the reader is in it; `power`: what they may do with it.
 */
export function howToCard(
  about: Deed,
  state: KnownSwarm | null,
  { isInside, power }: { isInside: boolean; power: Power },
  reader: Reader,
): Card {
  const { questions, common } = messages(reader.language);
  const { title: name, how } = questions.deed[about];
  const heading = state ? questions.ofCase(name, short(state.case.id, 60)) : name;
  const lead = state && wasStarted(state) ? state.coordinator : null;
  // Who leads a restricted case is told to those who are in it.
  const coordinator =
    lead && state && lead.id !== reader.personId && (isInside || mayRead(state, reader.personId)) ? lead.name : null;
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(heading, how),
      body: [title(heading), text(how), coordinator ? text(questions.coordinatorIs(short(coordinator, 60))) : []],
      actions: state ? [...buttons(about, state, power, reader, detail), ...channel(state, isInside, reader)] : [],
    }),
  );
}

function buttons(about: Deed, state: KnownSwarm, power: Power, reader: Reader, detail: Detail): Action[] {
  const { plan, panel: words } = messages(reader.language);
  const { swarmId } = state;
  if (!wasStarted(state))
    return state.status === 'proposed' &&
      state.case.owner.id === reader.personId &&
      (about === 'cancel' || about === 'stop')
      ? [execute('dismiss-plan', plan.dismiss, { swarmId })]
      : [];
  if (power === 'none') return [];
  if (about === 'thank')
    return state.status === 'resolved' && !state.forgotten && power === 'whole'
      ? thanksForms(state, reader, detail)
      : [];
  if (state.status !== 'running') return about === 'reopen' ? [execute('reopen', words.reopen, { swarmId })] : [];
  const panel = panelOn('plan', state, reader, detail);
  const technologies = technologyChoices(panel);
  if (about === 'cancel' || (about === 'stop' && power === 'stand-in')) return [cancelForm(panel)];
  if (power === 'stand-in') return [];
  switch (about) {
    case 'stop':
      return [resolveForm(panel, technologies), cancelForm(panel)];
    case 'resolve':
      return [resolveForm(panel, technologies)];
    case 'invite':
      return [askPersonForm(panel, technologies)];
    default:
      return [];
  }
}

const channel = (state: KnownSwarm, isInside: boolean, reader: Reader): Action[] =>
  isInside && wasStarted(state) ? open(messages(reader.language).common.openChannel, channelUrl(state)) : [];
