import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../src/sandbox/doors/listener.ts';
import { offerCases } from '../../src/sandbox/organisation/offeredCases.ts';
import type { Persona, SeenMessage } from '../../src/sandbox/people/persona.ts';
import { cardText } from '../../src/sandbox/terminal/cardText.ts';
import { metrics } from '../../src/telemetry/names.ts';
import { botEngines } from '../store/botDatabases.ts';
import { type Collector, type SpanSeen, startCollector } from '../telemetry/collector.ts';
import { until } from '../until.ts';
import { channelsOf, makeWorld, type World } from './world.ts';

const has = (verb: string) => (message: SeenMessage) => message.actions.some((action) => action.verb === verb);
const textOf = (message: SeenMessage): string => cardText(message.card).lines.join('\n');
/** What somebody types, and nobody may read in what is sent. */
const typed = { rootCause: 'The certificate had a new thumbprint.', fix: 'Pinned the new one.', reason: 'busy' };

/** One swarm, from the plan to the archived channel, by a bot that is killed on the way; then what the collector has of it. */
describe.each(botEngines.slice(-1))('what is sent to a collector while a swarm is played on %s', (engine) => {
  let collector: Collector;
  let world: World;
  let owner: Persona;
  let spans: SpanSeen[];
  let scraped: string;

  beforeAll(async () => {
    collector = await startCollector();
    const scrapedPort = await freePort();
    world = await makeWorld(engine, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
      OTEL_TRACES_SAMPLER_ARG: '1',
      OTEL_METRIC_EXPORT_INTERVAL: '1000',
      OTEL_EXPORTER_PROMETHEUS_HOST: '127.0.0.1',
      OTEL_EXPORTER_PROMETHEUS_PORT: String(scrapedPort),
    });
    owner = world.people.as('owen.owner');
    world.sandbox.faults.set({ limits: 'off' });
    await offerCases(world.sandbox.organisation.cases, { address: world.botAddress, secret: world.secret });
    await owner.say('/swarm 4711');
    const plan = await owner.waitForMessage(has('start-swarm'));

    // Graph does nothing while the swarm starts; the bot ends, and another goes on.
    world.sandbox.faults.set({
      limits: 'off',
      rules: [{ door: 'graph', method: 'POST', path: '/channels$', does: 'unavailable', times: null }],
    });
    await plan.press('start-swarm');
    await until(() => world.log.some((line) => line.includes('A step could not be done')), 60_000);
    await until(() => collector.spans().some(({ name }) => name === 'swarm Start'), 60_000);
    await world.bot().kill();
    world.sandbox.faults.set({ limits: 'off' });
    await world.startBot();

    const invitation = await world.people.as('mika.sato').waitForMessage(has('accept'), { timeout: 60_000 });
    await invitation.press('accept');
    const declined = await world.people.as('sean.byrne').waitForMessage(has('accept'), { timeout: 60_000 });
    await declined.press({ verb: 'decline', data: { reason: typed.reason } });
    const briefing = await owner.waitForMessage(
      ({ conversation, thread, id, card }) => conversation.startsWith('19:') && thread === id && card !== null,
      { timeout: 60_000 },
    );
    await (await briefing.read()).press('resolve', { rootCause: typed.rootCause, fix: typed.fix });
    await owner.waitForMessage((message) => textOf(message).includes(typed.fix), { timeout: 60_000 });
    await until(() => channelsOf(world)[0]?.archived === true, 60_000);
    await until(() => Object.keys(metrics).every((name) => collector.metricNames().has(name) || isRare(name)), 60_000);
    scraped = await (await fetch(`http://127.0.0.1:${scrapedPort}/metrics`)).text();
    await world.bot().stop();
    spans = collector.spans();
  }, 300_000);
  afterAll(async () => {
    await world.end();
    await collector.close();
  }, 60_000);

  const named = (name: string) => spans.filter((span) => span.name === name);
  const traceOf = (name: string) => new Set(named(name).map(({ traceId }) => traceId));

  test('is one trace from the press through command and jobs to each call outside, also after the bot was killed', () => {
    const [start] = named('swarm Start');
    if (!start) throw new Error('No span of the command');
    const ofTrace = spans.filter(({ traceId }) => traceId === start.traceId);
    const names = new Set(ofTrace.map(({ name }) => name));
    for (const name of [
      'POST /api/messages',
      'swarm Start',
      'process open-channel',
      'POST graph /teams/{id}/channels',
      'process deliver-invitation',
      'connector send',
      'process post-briefing',
      'connector open-thread',
    ])
      expect([...names]).toContain(name);
    // Its parents lead to the turn, and end there.
    const byId = new Map(ofTrace.map((span) => [span.spanId, span]));
    const rootOf = (span: SpanSeen): SpanSeen => {
      const parent = byId.get(span.parentId);
      return parent ? rootOf(parent) : span;
    };
    const call = ofTrace.filter(({ name }) => name === 'POST graph /teams/{id}/channels').at(-1);
    expect(call?.attributes['http.response.status_code']).toBe(201);
    expect(call && rootOf(call).name).toBe('POST /api/messages');
    expect(start.attributes['swarm.events']).toContain('SwarmStarted');
  });

  test('tells jobs that were done together by links to what they follow from', () => {
    const seated = named('process seat-member');
    expect(seated.length).toBeGreaterThan(0);
    for (const { links, parentId } of seated) expect(links.length > 0 || parentId !== '').toBe(true);
  });

  test('is every metric that there is, and none besides', () => {
    const sent = collector.metricNames();
    for (const name of sent) expect(Object.keys(metrics)).toContain(name);
    expect(Object.keys(metrics).filter((name) => !sent.has(name) && !isRare(name))).toEqual([]);
  });

  test('holds no name, no mail, no id of anybody, no number, title or text of a case, and nothing that was typed', () => {
    const texts = [...collector.texts()];
    expect(texts.length).toBeGreaterThan(100);
    expect(scraped).toContain('swarm_commands_total{');
    const { people, cases } = world.sandbox.organisation;
    const secret = new Set(
      [
        ...people.flatMap(({ id, name, mail, alias }) => [id, name, mail, alias]),
        ...cases.flatMap(({ id, title, description, customer }) => [id, title, description, customer]),
        ...Object.values(typed),
        world.secret,
        ...[...world.sandbox.tenant.teams.values()].flatMap((team) => [team.id, ...team.channels.keys()]),
      ].filter((each): each is string => typeof each === 'string' && each.length >= 4),
    );
    expect(secret.size).toBeGreaterThan(40);
    // What is looked through is what was sent: these are in it.
    for (const each of ['swarm Start', '/teams/{id}/channels', 'deliver-invitation', 'accepted'])
      expect(texts).toContain(each);
    for (const each of secret) {
      expect(texts.filter((text) => text.includes(each))).toEqual([]);
      expect(scraped).not.toContain(each);
    }
  });

  test('is found again from the log, whose lines name the trace', () => {
    const traces = traceOf('POST /api/messages');
    const lines = world.log.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const answered = lines.filter(({ route, msg }) => route === '/api/messages' && msg === 'Answered');
    expect(answered.length).toBeGreaterThan(0);
    const delayed = lines.find(({ msg }) => msg === 'A step could not be done');
    expect(traces).toContain(delayed.trace_id);
  });
});

/** What need not happen in one swarm: a wait for the pace of calls. */
const isRare = (name: string): boolean => name === 'swarm.client.wait' || name === 'swarm.feed.age';
