import { isDeepStrictEqual } from 'node:util';
import { eachOf } from '../time/pauses.ts';
import type { Engineer } from './engineer.ts';
import type { Registry } from './snapshot.ts';

/** What people say of themselves, each with its own date. */
export type OwnField = 'hours' | keyof NonNullable<Engineer['saidAt']>;

/** A word of somebody's own that stays although a file says another. `said`: when they said it (ISO, UTC). */
export type KeptWord = { person: string; name: string; field: OwnField; said: string };

/**
 * A file's registry, but for what people said themselves: no file overwrites that, unless it bears a later date of theirs;
 * and `kept`, where the file says something else; `deputiesLeftOut`: the names of those for whom it names other deputies. `now`, in milliseconds since 1970: an absence that is over says nothing
 * any more. A language to read that was chosen before dates were kept stays unless the file names one, and so do the reading
 * of a name, a mail address, calendars, a team, and how to reach who is outside. Who may act for them is theirs alone to say: of a file it counts for nobody, also of who is
 * not in the registry yet. An old one would bring back whom they revoked, or give a right that nobody gave.
 */
export function* withOwnWords(
  wanted: Registry,
  current: Registry,
  now: number,
): Generator<void, { registry: Registry; kept: KeptWord[]; deputiesLeftOut: string[] }> {
  const known = new Map(current.engineers.map((engineer) => [engineer.id, engineer]));
  const kept: KeptWord[] = [];
  const deputiesLeftOut: string[] = [];
  const engineers = yield* eachOf(wanted.engineers, ({ deputies, ...given }) => {
    const stored = known.get(given.id);
    if (deputies && deputies.length > 0 && !isDeepStrictEqual(deputies, stored?.deputies))
      deputiesLeftOut.push(given.name);
    if (!stored) return given;
    let engineer: Engineer = {
      ...given,
      ...(stored.reads && !given.reads && { reads: stored.reads }),
      ...(stored.reading && !given.reading && { reading: stored.reading }),
      ...(stored.mail && !given.mail && { mail: stored.mail }),
      ...(stored.calendars && !given.calendars && { calendars: stored.calendars }),
      ...(stored.team && !given.team && { team: stored.team }),
      ...(stored.outside && !given.outside && { outside: stored.outside }),
      ...(stored.deputies && { deputies: stored.deputies }),
    };
    for (const field of ownFields) {
      const said = dateOf(stored, field);
      if (said === undefined || said < (dateOf(given, field) ?? '') || isOver(stored, field, now)) continue;
      engineer = withWord(engineer, stored, field, said);
      if (!isDeepStrictEqual(wordOf(given, field), wordOf(stored, field)) && !isUnsaid(given, field))
        kept.push({ person: given.id, name: given.name, field, said });
    }
    return engineer;
  });
  // Whoever closed their team for a day did so since the file was written.
  const teams = wanted.teams?.map((given) => {
    const stored = current.teams?.find(({ id }) => id === given.id);
    const closedUntil = given.closedUntil ?? stored?.closedUntil;
    if (closedUntil === undefined) return given;
    const closedBy = given.closedBy ?? (closedUntil === stored?.closedUntil ? stored.closedBy : undefined);
    return { ...given, closedUntil, ...(closedBy !== undefined && { closedBy }) };
  });
  return { registry: { ...wanted, engineers, ...(teams && { teams }) }, kept, deputiesLeftOut };
}

const ownFields = [
  'hours',
  'languages',
  'reads',
  'mostSwarms',
  'awayUntil',
  'anyHour',
  'asking',
] as const satisfies OwnField[];

const dateOf = (of: Engineer, field: OwnField): string | undefined =>
  field === 'hours' ? of.hoursSaidAt : of.saidAt?.[field];

const wordOf = (of: Engineer, field: OwnField): unknown => (field === 'hours' ? [of.zone, of.hours] : of[field]);

/** A file that does not speak of it contradicts nobody. */
const isUnsaid = (given: Engineer, field: OwnField): boolean => wordOf(given, field) === undefined;

const isOver = ({ awayUntil }: Engineer, field: OwnField, now: number): boolean =>
  field === 'awayUntil' && awayUntil !== null && Date.parse(awayUntil) <= now;

function withWord(engineer: Engineer, own: Engineer, field: OwnField, said: string): Engineer {
  if (field === 'hours') return { ...engineer, zone: own.zone, hours: own.hours, hoursSaidAt: said };
  return { ...engineer, [field]: own[field], saidAt: { ...engineer.saidAt, [field]: said } };
}
