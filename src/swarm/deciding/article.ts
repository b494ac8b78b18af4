import type { Circumstances, SwarmCommand } from '../commands.ts';
import { type Article, articleParts } from '../events.ts';
import { isInside } from '../powers.ts';
import { type SwarmState, wasStarted } from '../state.ts';
import { alreadySo, type Decision, happened, refused } from './decision.ts';

/**
 * The article of a resolved swarm is everybody's who was in it, and a lead's where it is not restricted. Who wrote on another
 * than the present one is told who saved meanwhile: nobody's words are written over unseen.
 */
export function articleWritten(
  state: SwarmState,
  { article, basedOn }: Extract<SwarmCommand, { type: 'WriteArticle' }>,
  { actor, actorStandsIn }: Circumstances,
): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  const mayWrite =
    actor.kind === 'person' &&
    wasStarted(state) &&
    (isInside(state, actor.person.id) || (actorStandsIn && !state.case.restricted));
  if (!mayWrite) return refused({ code: 'not-in-swarm' });
  if (state.status !== 'resolved') return refused({ code: 'not-resolved' });
  if (state.forgotten) return refused({ code: 'swarm-forgotten' });
  const now = state.article;
  if (now && isSame(now.article, article)) return alreadySo;
  if (now && now.version !== basedOn) return refused({ code: 'article-changed', by: now.by });
  return happened({ type: 'ArticleWritten', article });
}

const isSame = (one: Article, other: Article): boolean => articleParts.every((part) => one[part] === other[part]);
