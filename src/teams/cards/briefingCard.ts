import { problemOf } from '../../swarm/ownWords.ts';
import type { StartedSwarm } from '../../swarm/state.ts';
import { messages, type Reader } from '../languages/language.ts';
import { mentionOf, withMentions } from './channelCards.ts';
import { outcomeLines } from './outcomeCard.ts';
import { panelForms } from './panelForms.ts';
import { caseHeader } from './parts/caseHeader.ts';
import {
  apart,
  bold,
  type Card,
  card,
  type Element,
  execute,
  fact,
  heading,
  subtle,
  text,
  title,
} from './parts/elements.ts';
import { type Detail, fitted } from './parts/fit.ts';
import { noteSection } from './parts/note.ts';
import { inReadersLanguage, languageHelp } from './parts/otherLanguage.ts';
import { peopleLines, technologyLines } from './parts/roster.ts';
import { handedOn } from './parts/soFar.ts';
import { stepBackForm } from './parts/stepBack.ts';
import { short } from './parts/text.ts';
import { silentAskLines } from './silentCards.ts';
import { troubles } from './statusCard.ts';

/**
 * `refreshUserIds`: Teams ids (`29:…`), at most 60, of those for whom Teams fetches their own view by itself; the first
 * ones matter most, should the card have no room for all. `mentionsCoordinator`: in the message that everyone gets, so
 * that Teams brings the coordinator there.
 */
export type BriefingView = { forCoordinator: boolean; refreshUserIds: string[]; mentionsCoordinator?: boolean };

/**
 * The card in the swarm's channel, for those who are in it: the case, who leads, who is in and asked, what is covered.
 * For the coordinator it is their panel too; everyone else sees the same without buttons that are not theirs.
 */
export function briefingCard(state: StartedSwarm, reader: Reader, view: BriefingView): Card {
  return fitted((detail) => drawn(state, reader, view, detail));
}

function drawn(state: StartedSwarm, reader: Reader, view: BriefingView, detail: Detail): Card {
  const words = messages(reader.language);
  const id = short(state.case.id, 60);
  const refresh = execute('refresh', words.common.refresh, { swarmId: state.swarmId, card: 'briefing' });
  const mention = mentionOf(state.coordinator);
  return card({
    language: reader.language,
    spoken: words.panel.spoken(id, short(state.coordinator.name, 60), state.members.length),
    body: [
      title(words.panel.title(id)),
      caseHeader(state, reader, detail.words),
      view.mentionsCoordinator
        ? withMentions(words.panel.announced.coordinator(mention.text))
        : fact(words.common.coordinator, [
            bold(short(state.coordinator.name, 60)),
            ...(view.forCoordinator ? [subtle(`${apart}${words.panel.youCoordinate}`)] : []),
          ]),
      state.status === 'running' ? problem(state, reader, detail) : [outcomeLines(state, reader, detail)],
      noteSection(state, reader, detail),
      state.status === 'running' ? [heading(words.common.technologies), ...technologyLines(state, reader, detail)] : [],
      peopleLines(state, reader, detail, view.forCoordinator),
      view.forCoordinator ? silentAskLines(state, reader, detail) : [],
      handedOn(state, reader, detail),
      languageHelp(state, reader, { card: 'briefing' }),
      view.forCoordinator ? troubles(state, reader, detail, true, 'briefing') : [],
    ],
    actions:
      view.forCoordinator && state.status === 'running'
        ? panelForms(state, reader, detail, { on: 'briefing', power: 'whole' })
        : stepBackForm(state, reader, 'briefing'),
    mentions: view.mentionsCoordinator ? [mention] : [],
    refresh: {
      action: refresh,
      ...(view.refreshUserIds.length > 0 ? { userIds: view.refreshUserIds.slice(0, detail.people * 6) } : {}),
    },
  });
}

/** The text of a restricted case belongs into a private room only. */
function problem(state: StartedSwarm, reader: Reader, detail: Detail): Element[] {
  const { panel, common } = messages(reader.language);
  if (state.case.restricted && state.room !== 'private') return [text(common.restrictedHidden)];
  const told = inReadersLanguage(state.case.description, state, reader, detail, problemOf(state));
  return told.length > 0 ? [heading(panel.problem), ...told] : [];
}
