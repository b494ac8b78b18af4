import type { Deed } from '../../swarm/jobs.ts';
import { isInside } from '../../swarm/powers.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { moment } from '../languages/moment.ts';
import { outcomeLines } from './outcomeCard.ts';
import { caseHeader, channelUrl, mayRead } from './parts/caseHeader.ts';
import { type Card, card, execute, open, text, title } from './parts/elements.ts';
import { fitted } from './parts/fit.ts';
import { short } from './parts/text.ts';

/** What somebody else did with a swarm, for its case's owner and for who leads or led it: who, and what to do now. */
export function deedCard(state: StartedSwarm, deed: Deed, reader: Reader): Card {
  const { common, status, panel } = messages(reader.language);
  const id = short(state.case.id, 60);
  const by = deed.by ? short(deed.by.name, 60) : null;
  const visible = mayRead(state, reader.personId);
  const mayTakeOver =
    state.status === 'running' && reader.personId === state.case.owner.id && reader.personId !== state.coordinator.id;
  const onlyAsked = state.case.askedBy?.id === reader.personId && !isInside(state, reader.personId);
  const { name, line } = told();
  return fitted((detail) =>
    card({
      language: reader.language,
      spoken: common.sentences(name, line),
      body: [
        title(name),
        visible ? caseHeader(state, reader, detail.words) : [],
        text(line),
        visible && deed.kind === 'ended' && state.status !== 'running' ? outcomeLines(state, reader, detail) : null,
      ],
      actions: [
        ...(mayTakeOver
          ? [
              execute('hand-over', panel.takeOver, {
                swarmId: state.swarmId,
                card: 'plan',
                handOverTo: reader.personId,
                handOverToTyped: '',
              }),
            ]
          : []),
        // Who only asked for it, and is not in it, hears of its end and sees no more.
        ...(onlyAsked
          ? []
          : [
              execute('refresh', status.standing, { swarmId: state.swarmId, card: 'plan' }),
              ...(visible ? open(common.openChannel, channelUrl(state)) : []),
            ]),
      ],
    }),
  );

  function told(): { name: string; line: string } {
    switch (deed.kind) {
      case 'started-for-you':
        return { name: status.startedForYouTitle(id), line: status.startedForYou(by) };
      case 'handed-over': {
        const to = short(deed.to.name, 60);
        return {
          name: status.handedOverTitle(id, to),
          line: deed.by?.id === deed.to.id ? status.tookOver(to) : status.handedOver(by, to),
        };
      }
      case 'ended':
        return {
          name: state.status === 'cancelled' ? status.cancelledTitle(id) : status.wasResolvedTitle(id),
          line: state.status === 'running' ? status.reopenedSince : status.endedBy(by, moment(state.closedAt, reader)),
        };
      case 'reopened':
        return {
          name: status.reopenedTitle(id),
          line: state.status === 'running' ? status.reopenedBy(by) : status.closedSince,
        };
      case 'linked':
        return { name: status.linkedTitle(id), line: status.linkedBy(by) };
      case 'prevention': {
        const task = state.aftercare.preventions.find((each) => each.id === deed.preventionId);
        const { aftercare: words } = messages(reader.language);
        return {
          name: words.deedTitle[deed.state](id),
          line: common.sentences(
            words.deed[deed.state](short(task?.person.name ?? common.somebody, 60)),
            ...(task?.answer.state === 'declined' && task.answer.why
              ? [common.labelled(status.reason, short(task.answer.why, 200))]
              : []),
            ...(task ? [common.quoted(short(task.task, 200))] : []),
          ),
        };
      }
      default:
        return deed satisfies never;
    }
  }
}
