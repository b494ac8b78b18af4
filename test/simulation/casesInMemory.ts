import type { Case } from '../../src/cases/case.ts';
import type { Answered, Caller } from '../../src/cases/systems/calls/caller.ts';
import { markerOf } from '../../src/cases/systems/calls/noteText.ts';
import type { Trouble } from '../../src/cases/systems/caseSystem.ts';
import { shippedMappings } from '../../src/cases/systems/mapping.ts';
import { shortAddress } from '../../src/cases/systems/notes/channelAddress.ts';
import { createCaseEffects, idOf } from '../../src/cases/systems/writing.ts';
import { createZendesk } from '../../src/cases/systems/zendesk/zendesk.ts';
import type { CaseStandIn, KeptCase } from '../../src/sandbox/systems/keptCase.ts';
import { linkField } from '../../src/sandbox/systems/zendesk/tickets.ts';
import { createZendeskStandIn } from '../../src/sandbox/systems/zendesk/zendesk.ts';
import { caseWritings } from '../../src/swarm/caseWritings.ts';
import type { RecordedEvent } from '../../src/swarm/events.ts';
import { milestoneOf, noteKeyOf } from '../../src/swarm/milestones.ts';
import type { CaseEffects } from '../../src/swarm/service/effects.ts';
import type { SwarmState } from '../../src/swarm/state.ts';
import { createLinking } from '../../src/teams/commands/linking.ts';
import { person, theCase } from '../swarm/given.ts';
import type { Chance } from './chance.ts';
import { type MemoryDatabase, startedOnes } from './memoryDatabase.ts';
import type { Fortune } from './mishaps.ts';
import { wire } from './outside.ts';
import { lead, owners } from './people.ts';
import type { Week } from './week.ts';

const address = 'https://contoso.example';

/** Where a case is read by people, and where it lives. */
export const placeOf = (caseId: string) => ({
  url: `${address}/agent/tickets/${caseId}`,
  home: { system: 'zendesk', record: caseId },
});

/** The numbers of the cases to which a swarm that was told in words may be linked. */
export const linkable = ['4712', '4713'];

/** How a swarm is linked to a case of this system: the bot's own rules, over a system that always answers. */
export const linkingInMemory = ({ ids, stateOf }: Pick<MemoryDatabase, 'ids' | 'stateOf'>) =>
  createLinking({
    swarms: {
      load: async (swarmId) => stateOf(swarmId),
      async liveSwarmOf(caseId) {
        const isLive = (state: SwarmState) => state.status === 'proposed' || state.status === 'running';
        return ids().find((id) => isLive(stateOf(id)) && caseOf(stateOf(id))?.id === caseId) ?? null;
      },
    },
    caseSystems: {
      namedIn: (named) => ({ named, isAlone: true }),
      async read(caseId) {
        const otherwise = { kind: 'not-found' as const, caseId, systems: ['Zendesk'] };
        const owner = person(owners[0] ?? '');
        const read = theCase({ id: caseId, owner, severity: 'high', ...placeOf(caseId) });
        return { kind: 'read', caseId, case: read, isKept: true, otherwise };
      },
      readAgain: async () => ({ kind: 'not-asked' }),
    },
    standsIn: (personId) => personId === lead,
  });

const caseOf = (state: SwarmState): Case | null => (state.status === 'none' ? null : state.case);

/** The sandbox's Zendesk without its wire and its limits: what it refuses, it refuses here. `now`: milliseconds since 1970. */
export function createCasesInMemory(numbers: readonly string[], now: () => number): CaseStandIn {
  const cases = numbers.map(
    (number): KeptCase => ({
      ...{ number, title: 'VPN', description: 'vpn cert', customer: 'Contoso', product: null, severity: 'normal' },
      ...{ language: 'ja', owner: { kind: 'group', name: 'Support' }, state: 'open', changes: 1 },
      created: new Date(now()).toISOString(),
      columns: { custom_fields: [{ id: linkField, value: null }] },
    }),
  );
  return createZendeskStandIn({
    ...{ address, client: { id: 'swarm', secret: '' }, cases, now },
    tokens: { give: () => '', scopeOf: () => 'tickets:read tickets:write users:read', end: () => {} },
    limits: { take: () => 0 },
  });
}

/** The bot's own effects of a case system, as one process makes its calls. */
export function caseEffects(needs: {
  standIn: CaseStandIn;
  chance: Chance;
  fortune: Fortune;
  lived: <Calls extends object>(calls: Calls) => Calls;
  history: (swarmId: string) => Promise<RecordedEvent[]>;
  clock: () => number;
}): CaseEffects {
  const { standIn, chance, fortune, lived, history, clock } = needs;

  async function call(method: string, to: string, body: unknown): Promise<Answered | Trouble> {
    await wire(chance);
    const fate = fortune.fate('cases');
    if (fate === 'cut-off') return noAnswer;
    if (fate === 'refused') return refusedBy(chance, clock());
    const url = new URL(to);
    const { status, body: said } = await standIn.answer({
      ...{ method, url: url.pathname + url.search, path: url.pathname, params: {}, query: url.searchParams, body },
      ...{ headers: { 'content-type': 'application/json' }, length: 0, isAbandoned: () => false },
    });
    await wire(chance);
    if (fate === 'lost') return noAnswer;
    return { kind: status < 300 ? 'ok' : 'refused', status, body: said, headers: new Headers() };
  }
  const caller: Caller = lived({
    get: (to: string) => call('GET', to, null),
    send: (method: string, to: string, body: unknown) => call(method, to, body),
  });
  const mapping = { ...shippedMappings.zendesk, link: `custom_fields.${linkField}` };
  return createCaseEffects({
    ...{ systems: [createZendesk({ url: address, caller, mapping })], wanted: () => caseWritings, history, clock },
    languageOf: async (_personId, otherwise) => otherwise,
    articleHtml: () => '',
    stops: { find: async () => null, stop: async () => {}, goOn: async () => null },
    alarm(_system, { note }) {
      throw new Error(`Customers see ${note}`);
    },
  });
}

const noAnswer: Trouble = { kind: 'broken', detail: 'no answer' };

/** For a moment, or until somebody changes something. */
function refusedBy(chance: Chance, now: number): Trouble {
  if (chance.once(3)) return { kind: 'forbidden', detail: 'no' };
  return chance.once(2)
    ? { kind: 'busy', until: new Date(now + (1 + chance.below(120)) * 1_000).toISOString() }
    : { kind: 'broken', detail: 'later' };
}

/** What must stand in the case of whatever was in it, unless it was told that it could not be written. */
const always = ['started', 'joined', 'handed-over', 'resolved', 'cancelled', 'reopened'];

/**
 * What is written into cases against what happened to their swarms: a note for each milestone, none twice, none that a customer sees,
 * and the address of the channel that is there.
 */
export function casesThatDiffer(week: Week): string[] {
  const { cases, swarms, jobs } = week;
  const wrong: string[] = [];
  const notesIn = (caseId: string) =>
    cases.cases.some(({ number }) => number === caseId)
      ? cases.timeline(caseId).filter(({ text }) => /\(Swarm [0-9a-f]{8}\)$/.test(text))
      : [];
  const markersIn = (caseId: string) => notesIn(caseId).map(({ text }) => text.slice(text.lastIndexOf('(Swarm ')));
  for (const { number } of cases.cases) {
    const markers = markersIn(number);
    for (const each of new Set(markers.filter((text, at) => markers.indexOf(text) !== at)))
      wrong.push(`two notes in ${number} are ${each}`);
    for (const { text } of notesIn(number).filter(({ isPublic }) => isPublic)) wrong.push(`customers see ${text}`);
  }
  for (const state of startedOnes(swarms)) {
    const { swarmId, case: theCase, channel, linked } = state;
    const tell = (what: string) => wrong.push(`${swarmId}: ${what}`);
    const log = swarms.historyOf(swarmId);
    const given = new Set(log.flatMap(({ event }) => (event.type === 'StepFailed' ? [event.step] : [])));
    for (const job of jobs) {
      if (job.swarmId !== swarmId || job.name !== 'write-note') continue;
      const recorded = log[job.of - 1];
      const milestone = recorded ? milestoneOf(recorded.event) : null;
      if (!recorded || milestone === null || !always.includes(milestone) || given.has(`note:${job.of}`)) continue;
      // What came before the link that counts is told by that one's note.
      const due = recorded.event.type === 'CaseUnlinked' ? recorded.event.from.id : theCase.id;
      // Linked to it once more before it was told of the mistake, it was none.
      const isLinkedAgain = log.slice(job.of).some(({ event }) => event.type === 'CaseLinked' && event.case.id === due);
      if (recorded.event.type === 'CaseUnlinked' && isLinkedAgain) continue;
      const isTold = recorded.event.type === 'CaseUnlinked' || (theCase.home && !(linked && job.of < linked.version));
      if (isTold && !markersIn(due).includes(markerOf(idOf(noteKeyOf(recorded)))))
        tell(`of ${recorded.event.type} (${job.of}) nothing is written into ${due}`);
    }
    const linkOf = (caseId: string): unknown => {
      const kept = cases.cases.find(({ number }) => number === caseId)?.columns?.['custom_fields'];
      return (kept as { id: number; value: unknown }[]).find(({ id }) => id === linkField)?.value;
    };
    const channels = log.flatMap(({ event }) => (event.type === 'ChannelOpened' ? [event.channel.webUrl] : []));
    for (const { event, version } of log) {
      if (event.type !== 'CaseUnlinked' || event.from.id === theCase.id || given.has(`unlink:${version}`)) continue;
      const left = linkOf(event.from.id);
      if (channels.some((webUrl) => shortAddress(webUrl, event.from.id) === left))
        tell(`${event.from.id} leads to ${left}, and is none of it`);
    }
    if (!theCase.home) continue;
    const link = linkOf(theCase.id);
    const due = channel.status === 'open' ? shortAddress(channel.channel.webUrl, theCase.id) : null;
    if (due !== null && state.status === 'running' && link !== due && !given.has('link-case'))
      tell(`${theCase.id} leads to ${link}, and not to ${due}`);
  }
  return wrong;
}
