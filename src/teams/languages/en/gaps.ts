import { counted } from './plural.ts';

/** Nobody is left to ask for a technology: what a lead is asked, and says. */
export const gaps = {
  askTitle: (technology: string) => `Nobody is left to ask for ${technology}`,
  intro: (coordinator: string) =>
    `${coordinator} coordinates a swarm that needs it. You lead what it is about, or are on call: what should they do?`,
  /** Only what there was: of nobody nothing is told. */
  tried: (asked: number, declined: number, silent: number, unreached: number) => {
    const became = [
      ...(declined > 0 ? [`${declined} declined`] : []),
      ...(silent > 0 ? [`${silent} did not answer`] : []),
      ...(unreached > 0 ? [`${unreached} could not be reached`] : []),
    ];
    return `${counted(asked, 'person was', 'people were')} asked${became.length > 0 ? `: ${became.join(', ')}` : ''}.`;
  },
  nobodyAsked: 'Nobody in the registry could be asked for it.',
  name: 'Name somebody',
  little: 'The list begins with those who know it, if only a little, or want to learn it.',
  before: {
    declined: (person: string) => `${person} (has declined)`,
    left: (person: string) => `${person} (has stepped back)`,
    expired: (person: string) => `${person} (did not answer)`,
    unreachable: (person: string) => `${person} (not reached)`,
  },
  askThem: 'Ask this person',
  elsewhere: 'Or another team, or somebody outside',
  elsewhereField: 'Whom to turn to, and how',
  elsewhereHint: 'For example: the network team, by their queue NET-2; or the vendor’s hotline',
  tell: (coordinator: string) => `Tell ${coordinator}`,
  without: 'Go on without',
  answeredTitle: (technology: string) => `Gap in ${technology}: answered`,
  named: (person: string) => `${person} is asked.`,
  told: (words: string) => `Turn to: ${words}`,
  goesWithout: 'The swarm goes on without it.',
  thanks: (coordinator: string) => `${coordinator} has been told. Thank you!`,
  /** For the coordinator, with the news of the gap. */
  alsoAsked: 'If somebody leads the technology or is on call for it, they are asked what to do, too.',
  wereAsked: (person: string) => `${person} was asked what to do, too.`,
  leadAsked: (person: string) => `${person} was asked what to do`,
  noticeTitle: (person: string, technology: string) => `${person} on the gap in ${technology}`,
  noticeWithout: 'You can drop the technology on the swarm’s card.',
};
