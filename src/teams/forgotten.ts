import type { ForgottenWords } from '../swarm/forgetting/forgotten.ts';
import { messages } from './languages/language.ts';

const [en, ja] = [messages('en').common, messages('ja').common];

/** What stands in the history in place of what is no longer kept. */
export const forgottenWords: ForgottenWords = {
  title: { en: en.forgottenTitle, ja: ja.forgottenTitle },
  person: { en: en.formerColleague, ja: ja.formerColleague },
};
