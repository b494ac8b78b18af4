import { z } from 'zod';
import { caseSchema } from '../../cases/case.ts';
import { calendarSchema } from '../../registry/calendar.ts';
import { engineerSchema, skillSchema } from '../../registry/engineer.ts';
import { teamSchema } from '../../registry/team.ts';
import { technologyIdSchema, technologySchema } from '../../registry/technology.ts';
import { declineReasons, fixKinds } from '../../swarm/events.ts';

const guid = z.uuid().lowercase();

/**
 * `organisation.json`: the tenant itself. `asOf` is the instant all other dates of these files are told from: who
 * shows the organisation as of today moves every date by the same number of whole weeks, so that weekdays stay.
 */
export const organisationSchema = z.strictObject({
  name: z.string().min(1),
  domain: z.string().min(1),
  tenantId: guid,
  asOf: z.iso.datetime(),
  /** The teams that hold swarm channels. `id` is the Entra group id. */
  hostTeams: z.array(z.strictObject({ id: guid, name: z.string().min(1), description: z.string() })).min(1),
});

/** What Graph would say of a person's presence, in Graph's own words. */
const presenceSchema = z.strictObject({
  availability: z.enum(['Available', 'Away', 'BeRightBack', 'Busy', 'DoNotDisturb', 'Offline']),
  activity: z.enum([
    'Available',
    'Away',
    'BeRightBack',
    'Busy',
    'DoNotDisturb',
    'InACall',
    'InAMeeting',
    'Offline',
    'OffWork',
    'OutOfOffice',
    'Presenting',
  ]),
  outOfOffice: z.boolean(),
});

/**
 * `people.json`: everyone in the tenant. Who is `registered` is an engineer of the skills registry too; the others
 * only have a desk and Teams. `name` is the name as the directory shows it, `alias` the part of `mail` before the @.
 */
export const sandboxPersonSchema = engineerSchema.extend({
  id: guid,
  alias: z.string().regex(/^[a-z]+\.[a-z]+$/),
  mail: z.email(),
  jobTitle: z.string().min(1),
  office: z.enum(['Tokyo', 'Hyderabad', 'Dublin', 'Redmond']),
  presence: presenceSchema,
  /** Whether the app is installed for them; without it a personal message needs an installation first. */
  appInstalled: z.boolean(),
  registered: z.boolean(),
});
export type SandboxPerson = z.infer<typeof sandboxPersonSchema>;

/**
 * One invitation of a past swarm. `minutes` from the invitation to the answer (or to its end, if it expired);
 * `reason`, and with `ask-other` the person named `instead`, only where it was declined. Invitations for one
 * technology are in the order they were sent, each after the one before was declined or expired. A person who came
 * for several technologies has a row for each, with the same answer and minutes: it was one invitation.
 */
const pastInvitationSchema = z.strictObject({
  person: guid,
  technology: technologyIdSchema,
  answer: z.enum(['accepted', 'declined', 'expired']),
  minutes: z.int().min(0),
  reason: z.enum(declineReasons).optional(),
  instead: guid.optional(),
});

/** `past.json`: swarms resolved in the eight weeks before `asOf`. People are Entra ids. */
export const pastSwarmSchema = z.strictObject({
  case: caseSchema,
  coordinator: guid,
  /** What the swarm asked for. One that nobody came for was a gap. */
  technologies: z.array(technologyIdSchema).min(1),
  invited: z.array(pastInvitationSchema),
  rootCause: z.string().min(1),
  fix: z.string().min(1),
  /** Nobody said, where it is left out. */
  fixKind: z.enum(fixKinds).optional(),
  credits: z.array(guid),
  startedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime(),
});
export type PastSwarm = z.infer<typeof pastSwarmSchema>;

/** What each file beside this one holds. */
export const organisationFiles = {
  'organisation.json': organisationSchema,
  'technologies.json': z.array(technologySchema),
  'calendars.json': z.array(calendarSchema),
  'teams.json': z.array(teamSchema),
  'people.json': z.array(sandboxPersonSchema),
  'skills.json': z.array(skillSchema),
  'cases.json': z.array(caseSchema),
  'past.json': z.array(pastSwarmSchema),
} as const;
