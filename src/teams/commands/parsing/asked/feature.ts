import type { About, Deed } from '../request.ts';

/** What of the bot somebody may ask about, by what answers it: how it is done is told, or the command's own card comes. */
export type Feature = Exclude<About, Deed> | 'leave' | 'thank' | 'record' | 'skills' | 'history';

/**
 * The words of one feature. `named`: what names it, wherever it stands in a sentence. `whole`: sentences that ask for it with words that
 * name nothing, or with any words at a place where only that can stand. `beside`: the same about a case, with `#` for its number.
 */
export type FeatureWords = { feature: Feature; named: RegExp; whole?: RegExp; beside?: RegExp };
