import { isLinkable } from '../../../swarm/linkable.ts';
import type { ProposedSwarm, StartedSwarm } from '../../../swarm/state.ts';
import { listed, messages, type Reader } from '../../languages/language.ts';
import { mostNamedCase } from '../verbs.ts';
import { box, buttons, type Element, execute, show, subtle, text } from './elements.ts';
import { typedText } from './inputs.ts';
import { short } from './text.ts';

/** The case of a system that a swarm told in words is about: to say it, to correct it, to take it back. For who steers. */
export function caseLink(state: StartedSwarm, reader: Reader): Element[] {
  const { link } = messages(reader.language);
  const { swarmId, linked, case: theCase } = state;
  const systems = reader.caseSystems ?? [];
  if (systems.length === 0 || state.forgotten || !isLinkable(state)) return [];
  const intro = linked ? link.introAgain(short(theCase.id, 60)) : link.intro(listed([...systems], reader));
  const named = typedText('linkedCase', link.named, '', mostNamedCase, linked ? '' : (theCase.unread?.named ?? ''));
  const form = show(
    linked ? link.formAgain : link.form,
    [text(intro), named],
    [
      execute('link-case', link.confirm, { swarmId }, 'positive'),
      ...(linked ? [execute('unlink-case', link.takeAway, { swarmId })] : []),
    ],
  );
  const told = linked && linked.told.id !== theCase.id ? [text(subtle(link.told(short(linked.told.id, 60))))] : [];
  return [...told, buttons([form], { spacing: 'Small' })];
}

/** That a case which the words of a plan name could not be read, and the button that reads it now. */
export function unreadCase({ swarmId, case: { unread } }: ProposedSwarm, reader: Reader): Element[] {
  const { link } = messages(reader.language);
  if (!unread) return [];
  const again = execute('link-case', link.unreadNow, { swarmId, linkedCase: unread.named });
  return [
    box(
      [text(link.unread(short(unread.caseId, 60), short(unread.system, 60))), buttons([again], { spacing: 'Small' })],
      'warning',
      {
        spacing: 'Medium',
      },
    ),
  ];
}
