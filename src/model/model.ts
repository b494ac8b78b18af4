import type { ModelUse } from '../settings/modelUses.ts';
import type { ModelFault } from '../swarm/events.ts';
import { done, type Effect, type ModelEffects, report, startedOf } from '../swarm/service/effects.ts';
import type { ModelUsed } from './calls/modelUse.ts';
import { type CompletingNeeds, createComplete } from './completing.ts';
import { article } from './uses/article.ts';
import { reading } from './uses/reading.ts';
import { summary } from './uses/summary.ts';
import { translation } from './uses/translation.ts';
import type { Writing } from './uses/writing.ts';

export type ModelNeeds = CompletingNeeds & {
  log: (level: 'info' | 'warn', message: string, facts: Record<string, unknown>) => void;
};

/** `look`: which one it is, for what it may be used, and what of the day's tokens is (for `/swarm doctor`). */
export type Model = {
  effects: ModelEffects;
  look(): Promise<ModelUsed & { host: string; uses: ModelUse[]; most: number }>;
};

/**
 * A language model, where there is one: words for people to read, marked as its own. It decides nothing, and what goes wrong with
 * it is told and leaves everything as it was.
 */
export function createModel({ log, ...needs }: ModelNeeds): Model {
  const { config } = needs;
  const { complete, today } = createComplete(needs);

  const effect: Effect<'ask-model'> = async ({ of, language }, circumstances) => {
    const { state } = circumstances;
    const failed = (why: ModelFault) => report({ type: 'ReportModelFailed', of, language, why });
    if (!mayTell(of)) return failed('off');
    // As it is now: it may have been restricted, or forgotten, since it was asked for.
    if (state.case.restricted) return failed('restricted');
    if (state.forgotten) return done;
    const writing = writingOf();
    // Nothing is left to translate; or the plan was started, or lapsed.
    if (writing === null) return done;
    const completed = await complete({ ...writing, signal: circumstances.signal });
    // The process stops, or the job took too long: the next one does it again.
    if (completed.kind === 'fault' && circumstances.signal.aborted)
      return { kind: 'wait', cause: 'stopped', retryAt: null, advice: 'try-again' };
    const wrote = completed.kind === 'wrote' ? writing.wordsOf(completed.it) : null;
    if (wrote !== null)
      return report({ type: 'ReportModelWrote', model: config.name, language, asOf: state.version, wrote });
    const { why, detail } =
      completed.kind === 'fault' ? completed : ({ why: 'unusable', detail: 'Its words cannot be used' } as const);
    log('warn', 'The language model wrote nothing', { of, why, detail, swarmId: state.swarmId });
    return failed(why);

    function writingOf(): Writing | null {
      switch (of) {
        case 'translation':
          return translation(startedOf(circumstances), language, config.tokensARequest);
        case 'summary':
          return summary(startedOf(circumstances), language, config.tokensARequest);
        case 'article':
          return article(startedOf(circumstances), language, config.tokensARequest);
        case 'reading':
          return state.status === 'proposed' ? reading(state, language, config.tokensARequest) : null;
        default:
          return of satisfies never;
      }
    }
  };

  const mayTell = (use: ModelUse): boolean => config.caseText.includes(use);

  return {
    effects: { 'ask-model': effect },
    look: async () => ({
      ...(await today()),
      host: new URL(config.url).host,
      uses: [...config.caseText],
      most: config.tokensADay,
    }),
  };
}
