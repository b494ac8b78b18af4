import type { Views } from '../../src/teams/views/views.ts';

/**
 * Cards that are drawn once for each version of a swarm and each reader: drawing was half of a week's time, and what a card shows
 * depends on nothing else here (peopleKnown: everybody reads in one way, at one moment).
 */
export function drawnOnce(views: Views): Views {
  const drawn = new Map<string, Promise<unknown>>();
  const once = <Given extends [{ swarmId: string; version: number }, { personId: string }?], Card>(
    name: string,
    draw: (...given: Given) => Promise<Card>,
  ) => {
    return (...given: Given): Promise<Card> => {
      const [{ swarmId, version }, reader] = given;
      const key = `${name} ${swarmId} ${version} ${reader?.personId ?? ''}`;
      const known = drawn.get(key) as Promise<Card> | undefined;
      if (known) return known;
      const card = draw(...given);
      drawn.set(key, card);
      return card;
    };
  };
  return {
    ...views,
    ownersCard: once('owner', views.ownersCard),
    status: once('status', views.status),
    briefing: once('briefing', views.briefing),
    briefingMessage: once('message', views.briefingMessage),
  };
}
