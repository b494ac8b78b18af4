import type { Person } from '../../cases/case.ts';
import type { Language } from '../../language/language.ts';
import type { Assignment, Ranking } from '../../matching/plan.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Database } from '../../store/database.ts';
import type { SwarmCommand } from '../../swarm/commands.ts';
import type { Planner } from '../../swarm/planning/planner.ts';
import { createRegistryPlanner } from '../../swarm/planning/registryPlanner.ts';
import { defaultPolicy } from '../../swarm/policy.ts';
import { createSwarms, type Swarms } from '../../swarm/service/swarms.ts';
import { type InvitationRecord, isPending, type RunningSwarm } from '../../swarm/state.ts';
import type { SandboxOrganisation } from './organisation.ts';
import type { PastSwarm } from './schema.ts';

/**
 * Lives the organisation's past swarms through the product's own commands, at the times they had, so that history is
 * worth looking at. Nothing goes outside: their jobs are dropped. Swarms of cases that are there already are skipped.
 */
export async function livePastSwarms(
  { database, snapshot }: { database: Database; snapshot: RegistrySnapshot },
  { past, people, tenant }: SandboxOrganisation,
): Promise<void> {
  const named = new Map(people.map(({ id, name }) => [id, { id, name }]));
  const personOf = (id: string): Person => named.get(id) ?? { id, name: id };
  const registryPlanner = createRegistryPlanner(snapshot);
  for (const each of past) {
    const script = invitationsOf(each, personOf);
    const swarms = createSwarms({
      database,
      queue: { statements: async () => ({ statements: [], committed: () => {} }) },
      planner: scripted(registryPlanner, script),
      policy: () => defaultPolicy,
      tenantId: tenant.tenantId,
      clock: () => Date.parse(each.startedAt),
    });
    await live(swarms, each, script, personOf);
  }
}

type ScriptedInvitation = Assignment & { first: boolean; row: PastSwarm['invited'][number] };

/** Rows of one person are one invitation; the first row of a technology was in the plan. */
function invitationsOf({ invited }: PastSwarm, personOf: (id: string) => Person): ScriptedInvitation[] {
  const planned = new Set<string>();
  const all = new Map<string, ScriptedInvitation>();
  for (const row of invited) {
    const known = all.get(row.person);
    const first = !planned.has(row.technology);
    planned.add(row.technology);
    if (known) known.technologies.push(row.technology);
    else all.set(row.person, { person: personOf(row.person), technologies: [row.technology], for: [], first, row });
  }
  return [...all.values()];
}

/** The registry's own plan, with the team that was asked then; afterwards only those who were asked then are free. */
function scripted(planner: Planner, script: ScriptedInvitation[]): Planner {
  const asked = new Set(script.map((each) => each.person.id));
  const withReasons = (each: ScriptedInvitation, ranking: Ranking): Assignment => ({
    person: each.person,
    technologies: each.technologies,
    for: ranking.candidates.find((candidate) => candidate.person.id === each.person.id)?.for ?? [],
  });
  return {
    ...planner,
    async plan(request) {
      const plan = await planner.plan(request);
      const technologies = [...new Set(script.flatMap((each) => each.technologies))];
      const detected = technologies.filter((id) => !plan.technologies.some((each) => each.technology === id));
      const added = await planner.plan({ ...request, addedTechnologies: detected });
      const team = script.filter((each) => each.first).map((each) => withReasons(each, added.ranking));
      return {
        ...added,
        technologies: added.technologies.filter((each) => technologies.includes(each.technology)),
        team,
      };
    },
    // The past lies just behind whatever day it is shown on: days off that it is moved onto were none of its own.
    hoursOf: (people) =>
      Object.fromEntries(Object.entries(planner.hoursOf(people)).map(([id, { days: _, ...hours }]) => [id, hours])),
    async rank(request) {
      const ranking = await planner.rank(request);
      const candidates = script.map((each) => ({
        person: each.person,
        score: 1,
        covers: each.technologies.map((technology) => ({ technology, level: 3, owner: false })),
        available: asked.has(each.person.id),
        for: withReasons(each, ranking).for,
        against: [],
        zone: 'UTC',
        load: { live: 0, most: 2, asks28d: 0 },
      }));
      return { candidates, leftOut: 0 };
    },
  };
}

async function live(
  swarms: Swarms,
  past: PastSwarm,
  script: ScriptedInvitation[],
  personOf: (id: string) => Person,
): Promise<void> {
  const start = Date.parse(past.startedAt);
  const system = { kind: 'system', name: 'past' } as const;
  const instant = (milliseconds: number) => new Date(milliseconds).toISOString();
  const owner = { kind: 'person', person: past.case.owner } as const;
  const proposal = await swarms.propose(past.case, { actor: owner, cause: 'past', at: instant(start - 60_000) });
  if (proposal.found || proposal.state.status === 'none') return;
  const { swarmId } = proposal.state;
  const run = (command: SwarmCommand, at: number, actor: typeof owner | typeof system = system) =>
    swarms.execute(swarmId, command, { actor, cause: 'past', at: instant(at) });

  await run({ type: 'Start' }, start, owner);
  const channel = { teamId: '', channelId: `19:past-${past.case.id}@thread.tacv2`, name: past.case.id, webUrl: '' };
  await run({ type: 'ReportChannelOpened', channel, room: 'standard' }, start + 2_000);
  await run({ type: 'ReportSeated', person: past.case.owner, role: 'coordinator', room: 'standard' }, start + 3_000);

  const end = Date.parse(past.resolvedAt);
  for (let state = await swarms.load(swarmId); state.status === 'running'; state = await swarms.load(swarmId)) {
    const next = nextAnswer(state, script, end);
    if (!next) break;
    const { invitation, row, at } = next;
    const invitationId = invitation.id;
    const message = { serviceUrl: '', conversationId: '', activityId: `past-${invitationId}` };
    await run({ type: 'ReportDelivered', invitationId, message }, askedAt(invitation) + 2_000);
    const actor = { kind: 'person', person: invitation.person } as const;
    if (row.answer === 'accepted') {
      await run({ type: 'Accept', invitationId }, at, actor);
      await run({ type: 'ReportSeated', person: invitation.person, role: 'expert', room: 'standard' }, at + 4_000);
    } else if (row.answer === 'declined') {
      const instead = row.instead ? personOf(row.instead) : null;
      await run({ type: 'Decline', invitationId, reason: row.reason ?? 'other', instead, note: '' }, at, actor);
    } else await run({ type: 'Expire', invitationId }, at);
  }

  const credits = past.credits.map(personOf);
  const { rootCause, fix, fixKind, technologies } = past;
  // Not everybody says thank you; some customers do.
  const place = [...past.case.id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const others = credits.filter(({ id }) => id !== past.case.owner.id);
  const words = said[past.case.language][place % 4] ?? '';
  const thanks = others.length > 0 && words ? { thanks: words } : {};
  await run(
    { type: 'Resolve', rootCause, fix, ...(fixKind && { fixKind }), technologies, credits, ...thanks },
    end,
    owner,
  );
  const ended = await swarms.load(swarmId);
  if (ended.status !== 'resolved')
    throw new Error(`The past swarm of case ${past.case.id} was not resolved: ${ended.status}`);
  if (others.length > 0 && place % 5 === 0) await run({ type: 'PassPraise', words: '' }, end + 3_600_000, owner);
  await run({ type: 'ReportOutcomePosted' }, end + 2_000);
  await run({ type: 'ReportArchived' }, end + 5_000);
}

const said: Record<Language, readonly string[]> = {
  en: ['Thank you: your trace showed us where to look.', '', 'You saw in minutes what we had looked for all day.', ''],
  ja: [
    'トレースの見方を教えていただき、とても助かりました。',
    '',
    '夜遅くまでありがとうございました。勉強になりました。',
    '',
  ],
};

/** Who of the asked answers first, and when; someone who let it expire does so when their time is up. */
function nextAnswer(state: RunningSwarm, script: ScriptedInvitation[], end: number) {
  const answers = state.invitations.filter(isPending).flatMap((invitation) => {
    const row = script.find((each) => each.person.id === invitation.person.id)?.row;
    if (!row) return [];
    const asked = askedAt(invitation);
    const at = row.answer === 'expired' ? Date.parse(invitation.answerBy) : asked + Math.max(1, row.minutes) * 60_000;
    return at < end ? [{ invitation, row, at }] : [];
  });
  return answers.toSorted((one, other) => one.at - other.at)[0] ?? null;
}

/** When somebody heard of it: what can wait waits for their hours. Milliseconds since 1970. */
const askedAt = ({ deliverAt, invitedAt }: InvitationRecord): number => Date.parse(deliverAt ?? invitedAt);
