import type { Settings } from '../../window/views.ts';
import { type Language, wordsOf } from '../language/words.ts';

/** Something to try: `text` is what to send. `caseId` null: told in one's own words. */
export type Sample = { text: string; about: string; caseId: string | null; language: Language };

/**
 * Three things to try for somebody: the cases they own, then others that are open, the reader's language first, and one
 * told in free words. `said`: what they have said already, which is not offered again.
 */
export function samplesFor(
  settings: Settings,
  who: string,
  language: Language,
  said: ReadonlySet<string> = new Set(),
): Sample[] {
  const weight = (each: Settings['cases'][number]) =>
    (each.owner === who ? 0 : 4) + (each.untouched ? 0 : 2) + (each.language === language ? 0 : 1);
  const cases = settings.cases
    .filter(({ restricted, owner }) => !restricted || owner === who)
    .sort((one, other) => weight(one) - weight(other))
    .map(
      (each): Sample => ({
        text: `/swarm ${each.id}`,
        about: each.title,
        caseId: each.id,
        language: each.language === 'ja' ? 'ja' : 'en',
      }),
    )
    .filter(({ text }) => !said.has(text))
    .slice(0, 2);
  const { freeText } = wordsOf(language).try;
  return [...cases, { text: freeText, about: freeText.replace(/^\/swarm /, ''), caseId: null, language }];
}
