import { z } from 'zod';
import { type DayAhead, weekAhead } from '../../availability/weekAhead.ts';
import { type DoubtedSkill, doubtedSkills } from '../../evidence/doubtedSkills.ts';
import { type ProposedSkill, proposedSkills } from '../../evidence/proposedSkills.ts';
import { type Language, languages } from '../../language/language.ts';
import { type Belonging, belongingOf } from '../../registry/belonging.ts';
import { deputiesAt, mostDeputies } from '../../registry/deputies.ts';
import { type Asking, askingSchema, type Deputy, type Engineer, workingHoursSchema } from '../../registry/engineer.ts';
import { type HoursProposal, proposedHours } from '../../registry/ownHours.ts';
import type { PersonEdited } from '../../registry/personEdit.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { type Technology, technologyIdSchema } from '../../registry/technology.ts';
import { weekIn, weekText } from '../../registry/weekText.ts';
import type { Database } from '../../store/database.ts';
import { isZone, zoneNamed } from '../../time/zone.ts';

/** One's own entry in the registry. */
export type MySkills = {
  person: Pick<Engineer, 'id' | 'name' | 'zone' | 'hours' | 'languages' | 'mostSwarms' | 'awayUntil'> & {
    anyHour: boolean;
    asking: Asking;
    /** Their own week and focus time as they would write them, in each language; empty: none. */
    written: Record<Language, { week: string; focus: string }>;
    belonging: Belonging;
    /** In which language they want to read; null: they have not said. */
    reads: Language | null;
    /** When they said zone and hours themselves (ISO, UTC); null: they are the registry's. */
    hoursSaidAt: string | null;
    /** The same of the rest. */
    saidAt: NonNullable<Engineer['saidAt']>;
  };
  /** Their next seven days as they count. */
  week: DayAhead[];
  /** What Outlook says of their hours, and the registry does not. */
  outlookHours: HoursProposal | null;
  /** Whom they have named to act for them, and how many they may name at once. */
  deputies: Deputy[];
  mostDeputies: number;
  skills: MySkill[];
  /** Technologies one helped to solve swarms or imported cases of, but does not list. */
  suggestions: ProposedSkill[];
  /** Technologies one lists, and has declined as not one's field since one confirmed them. */
  doubts: DoubtedSkill[];
};

export type MySkill = {
  technology: string;
  name: Technology['name'];
  level: number;
  owner: boolean;
  wantsToLearn: boolean;
  confirmedAt: string | null;
};

const said = {
  level: z.int().min(1).max(5),
  owner: z.boolean(),
  wantsToLearn: z.boolean(),
};
const { shape: hours } = workingHoursSchema;
const { shape: wish } = askingSchema;
const noTwice = (values: readonly string[]): boolean => new Set(values).size === values.length;

const writtenWeek = z
  .string()
  .max(500)
  .transform((text, context) => {
    const week = weekIn(text);
    if (week) return week;
    context.addIssue({ code: 'custom', message: notAWeek });
    return z.NEVER;
  });
/** What is told of a week that cannot be read. */
export const notAWeek = 'is no week such as Mon-Fri 9:00-12:00, 13:00-17:00; Wed 10-16';

/**
 * What a person changed of their entry; what is left out stays as it is stored. A page may have been open for hours, and
 * the person may have pressed a card meanwhile: so it sends what was changed on it, never all that it shows.
 */
export const mySkillsChangeSchema = z.strictObject({
  hours: z
    .strictObject({ days: hours.days.exactOptional(), from: hours.from.exactOptional(), to: hours.to.exactOptional() })
    .exactOptional(),
  zone: z.string().max(64).transform(zoneNamed).refine(isZone, 'an IANA zone').exactOptional(),
  /** The hours that stand are right, whatever Outlook says. */
  hoursStand: z.literal(true).exactOptional(),
  mostSwarms: z.int().min(0).max(20).exactOptional(),
  awayUntil: z.iso.datetime({ offset: true }).nullable().exactOptional(),
  anyHour: z.boolean().exactOptional(),
  /** What changes of their wishes; null takes one away. A week and focus time as people write them (registry/weekText.ts). */
  asking: z
    .strictObject({
      week: writtenWeek.exactOptional(),
      focus: writtenWeek.exactOptional(),
      notBefore: wish.notBefore.unwrap().nullable().exactOptional(),
      quiet: wish.quiet.unwrap().nullable().exactOptional(),
      onlyCritical: z.boolean().exactOptional(),
      mostAWeek: wish.mostAWeek.unwrap().nullable().exactOptional(),
    })
    .exactOptional(),
  languages: z.array(z.enum(languages)).min(1).max(languages.length).refine(noTwice, 'the same twice').exactOptional(),
  reads: z.enum(languages).exactOptional(),
  /** As in registry/personEdit.ts. */
  skills: z
    .array(
      z.strictObject({
        technology: technologyIdSchema,
        add: z.strictObject(said).exactOptional(),
        change: z
          .strictObject({
            level: said.level.exactOptional(),
            owner: said.owner.exactOptional(),
            wantsToLearn: said.wantsToLearn.exactOptional(),
            confirmed: z.boolean().exactOptional(),
          })
          .exactOptional(),
      }),
    )
    .max(500)
    .refine((lines) => noTwice(lines.map(({ technology }) => technology)), 'the same twice')
    .default([]),
  removed: z.array(technologyIdSchema).max(500).default([]),
  /** Suggestions that are wrong. */
  refused: z.array(technologyIdSchema).max(500).default([]),
});
export type MySkillsChange = z.input<typeof mySkillsChangeSchema>;

export type MySkillsNeeds = {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot' | 'edit'>;
  tenantId: string;
  clock: () => number;
};

/** The entry of an engineer of the registry; null for anybody else. */
export async function mySkills(needs: MySkillsNeeds, personId: string): Promise<MySkills | null> {
  const { snapshot } = needs.registry;
  const listed = snapshot.listed(personId);
  if (!listed) return null;
  const { id, name, zone, hours, languages, reads = null, mostSwarms, awayUntil } = listed.engineer;
  const { anyHour = false, asking = {}, hoursSaidAt = null, saidAt = {} } = listed.engineer;
  const nameOf = (technology: string): Technology['name'] =>
    snapshot.technology(technology)?.name ?? { en: technology, ja: technology };
  const skills = snapshot
    .skillsOf(personId)
    .map(({ person: _, ...line }) => ({ ...line, name: nameOf(line.technology) }));
  return {
    person: {
      ...{ id, name, zone, hours, languages, reads, mostSwarms, awayUntil },
      ...{
        anyHour,
        asking,
        written: { en: writtenIn(asking, 'en'), ja: writtenIn(asking, 'ja') },
        hoursSaidAt,
        saidAt,
        belonging: belongingOf(listed.engineer, snapshot),
      },
    },
    week: weekAhead(needs.clock(), listed.rota, nameOf),
    outlookHours: proposedHours(listed),
    deputies: deputiesAt(listed.engineer, new Date(needs.clock()).toISOString()),
    mostDeputies,
    skills,
    suggestions: await proposedSkills(needs, personId),
    doubts: await doubtedSkills(needs, personId),
  };
}

/** Changes one's own entry, all or nothing: nothing is written of who is not in the registry (any more). */
export function changeMySkills(
  { registry, clock }: MySkillsNeeds,
  personId: string,
  change: z.output<typeof mySkillsChangeSchema>,
): Promise<PersonEdited> {
  const { hours, zone, hoursStand, mostSwarms, awayUntil, anyHour, languages, reads } = change;
  const { skills, removed, refused } = change;
  const asking = change.asking && wishesAfter(registry.snapshot.listed(personId)?.engineer.asking ?? {}, change.asking);
  const availability = {
    ...(hours && Object.keys(hours).length > 0 ? { hours } : {}),
    ...(zone === undefined ? {} : { zone }),
    ...(hoursStand ? { hoursStand } : {}),
    ...(mostSwarms === undefined ? {} : { mostSwarms }),
    ...(awayUntil === undefined ? {} : { awayUntil }),
    ...(anyHour === undefined ? {} : { anyHour }),
    ...(asking === undefined ? {} : { asking }),
    ...(languages === undefined ? {} : { languages }),
    ...(reads === undefined ? {} : { reads }),
  };
  return registry.edit(personId, {
    at: new Date(clock()).toISOString(),
    availability,
    skills,
    drops: removed.map((technology) => ({ technology })),
    refuses: refused,
  });
}

function wishesAfter(before: Asking, change: NonNullable<z.output<typeof mySkillsChangeSchema>['asking']>): Asking {
  const { week = [], focus = [], notBefore, quiet, onlyCritical, mostAWeek } = { ...before, ...change };
  return {
    ...(week.length > 0 && { week }),
    ...(focus.length > 0 && { focus }),
    ...(notBefore && { notBefore }),
    ...(quiet && { quiet }),
    ...(onlyCritical && { onlyCritical }),
    ...(mostAWeek && { mostAWeek }),
  };
}

const writtenIn = ({ week = [], focus = [] }: Asking, language: Language): { week: string; focus: string } => ({
  week: weekText(week, language),
  focus: weekText(focus, language),
});
