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

/**
 * Wants the article, as it is saved, as a draft in the knowledge base of the case's system: once. What is sent is what somebody saved, and
 * what the page showed to who sends it. Never of a restricted case.
 */
export function articleSent(
  state: SwarmState,
  { basedOn }: Extract<SwarmCommand, { type: 'SendArticle' }>,
  { actor, actorStandsIn }: Pick<Circumstances, 'actor' | 'actorStandsIn'>,
): Decision {
  if (state.status === 'none') return refused({ code: 'no-such-swarm' });
  const maySend = actor.kind === 'person' && wasStarted(state) && (isInside(state, actor.person.id) || actorStandsIn);
  if (!maySend) return refused({ code: 'not-in-swarm' });
  if (state.status !== 'resolved') return refused({ code: 'not-resolved' });
  if (state.forgotten) return refused({ code: 'swarm-forgotten' });
  if (state.case.restricted) return refused({ code: 'article-restricted' });
  if (!state.article) return refused({ code: 'article-not-saved' });
  if (state.article.version !== basedOn) return refused({ code: 'article-changed', by: state.article.by });
  const before = state.articleDraft?.status;
  return before === 'waits' || before === 'there' ? alreadySo : happened({ type: 'ArticleDraftWanted' });
}

const isSame = (one: Article, other: Article): boolean => articleParts.every((part) => one[part] === other[part]);
