import { expect, test } from '@jest/globals';
import { isDone, offeredIn } from '../../src/sandbox/client/tour/progress.ts';
import { type MessageView, messageViewSchema } from '../../src/sandbox/people/views.ts';
import { planCard } from '../../src/teams/cards/planCard.ts';
import { statusCard } from '../../src/teams/cards/statusCard.ts';
import { readerIn } from '../fixtures/cards.ts';
import { stories } from '../fixtures/swarmStories.ts';

/** The bot's card, as its reader sees it in their chat. */
const shown = (card: unknown): MessageView =>
  messageViewSchema.parse({
    ...{ conversation: 'a:chat', id: 'm1', thread: 'm1', from: null, at: '2026-11-21T00:00:00Z', order: 1, text: '' },
    ...{ textFormat: 'plain', mentions: [], card, ownView: false, attachments: [], targeted: false, revision: 1 },
    deleted: false,
  });

test.each(['en', 'ja'] as const)(
  'where those asked wait for their hours, the tour goes on and knows it (%s)',
  (language) => {
    const reader = readerIn(language);
    const plan = offeredIn([shown(planCard(stories.weekend(), reader))]);
    const started = offeredIn([shown(statusCard(stories.weekendAsked(), reader))]);
    expect([plan.kind, started.kind]).toEqual(['plan', 'waiting']);
    expect(isDone(1, plan, started)).toBe(true);
  },
);
