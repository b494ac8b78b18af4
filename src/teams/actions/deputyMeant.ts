import { DateTime } from 'luxon';
import type { Language } from '../../language/language.ts';
import type { Deputy, Engineer } from '../../registry/engineer.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { messages, type Reader } from '../languages/language.ts';
import type { Meaning } from './meaning.ts';

/** Whom an engineer means to name as a deputy, until the end of that day; or what to tell them about it. */
export type DeputyMeant = { ok: true; deputy: Deputy } | { ok: false; words: string };

/**
 * Reads whom an engineer names to act for them: `typed`, a name or mail address; `lastDay`, their last day (`2026-12-24`) in
 * the engineer's zone, null where none was given. One rule for the card and the tab.
 */
export function createDeputyMeant({ person }: Pick<Meaning, 'person'>) {
  return async function deputyMeant(
    engineer: Engineer,
    { typed, lastDay }: { typed: string; lastDay: string | null },
    reader: Reader,
  ): Promise<DeputyMeant> {
    const { skills } = messages(reader.language);
    const meant = await person(null, typed.trim(), reader);
    if (!meant.ok) return meant;
    if (meant.it === null) return { ok: false, words: skills.deputyMissing };
    if (meant.it.id === engineer.id) return { ok: false, words: skills.deputyIsSelf };
    const until = lastDay === null ? null : endOfDay(lastDay, engineer.zone);
    const days = until === null ? -1 : (Date.parse(until) - Date.parse(reader.at)) / 86_400_000;
    if (until === null || days <= 0 || days > longestDeputy) return { ok: false, words: skills.deputyDay };
    return { ok: true, deputy: { ...meant.it, until } };
  };
}

/** The same for a page of the tab, in its language; null: they are not in the registry. */
export function createDeputyMeantInTab(needs: {
  registry: Pick<SkillsRegistry, 'snapshot'>;
  meaning: Pick<Meaning, 'person'>;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
}) {
  const deputyMeant = createDeputyMeant(needs.meaning);
  return async (
    personId: string,
    { language, ...named }: { typed: string; lastDay: string; language: Language },
  ): Promise<DeputyMeant | null> => {
    const engineer = needs.registry.snapshot.listed(personId)?.engineer;
    if (!engineer) return null;
    const { zone } = engineer;
    return deputyMeant(engineer, named, { language, zone, personId, at: new Date(needs.clock()).toISOString() });
  };
}

/** Days. Who acts for somebody for longer owns the cases. */
const longestDeputy = 366;

/** The last instant of a day in a zone, in ISO and UTC. */
export const endOfDay = (day: string, zone: string): string | null =>
  DateTime.fromISO(day, { zone }).endOf('day').toUTC().toISO();
