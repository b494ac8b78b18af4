import type pg from 'pg';
import type { Technology } from '../../../src/registry/technology.ts';
import { searchableWords, wordTokens } from '../../../src/swarm/service/searchWords.ts';

/** How the made-up past is spread. Swarms fall evenly over `years` before `now`. */
export type PastOptions = { swarms: number; years: number; now: string; events: boolean };

export const tenantId = 'bench';
export const peopleCount = 2000;
export const technologyCount = 400;

/**
 * Fills the read models (and the log, with `events`: 20 a swarm) with a made-up past, inside the server: a million
 * swarms take some minutes. Words come from a pool of sentences in both languages, technologies, people and customers
 * by Zipf's law, so that there are common and rare ones of each.
 */
export async function generatePast(client: pg.Client, { swarms, years, now, events }: PastOptions): Promise<void> {
  const sentences = sentencePool();
  await client.query(
    `create temp table sentence (place int primary key, said text not null, words text not null, tokens tsvector not null);
     create aggregate pg_temp.merged(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '')`,
  );
  for (const [place, said] of sentences.entries()) {
    const words = searchableWords([said]);
    const row = [place, said, words, [...wordTokens(words)]];
    await client.query('insert into sentence values ($1, $2, $3, array_to_tsvector($4::text[]))', row);
  }
  await client.query('analyze sentence');
  const indexes = await client.query<{ name: string; made: string }>(
    `select indexname as name, indexdef as made from pg_indexes where schemaname = current_schema()
     and tablename in ('swarm', 'swarm_search', 'invitation') and indexname not like '%pk%'`,
  );
  // An index made at the end takes a tenth of the time that one kept current takes.
  for (const { name } of indexes.rows) await client.query(`drop index "${name}"`);
  await client.query('select setseed(0.42)');
  const step = 100_000;
  for (let from = 1; from <= swarms; from += step) {
    const to = Math.min(swarms, from + step - 1);
    await client.query('begin');
    await client.query('drop table if exists made');
    await client.query(madeSql, [from, to, sentences.length, now, years, swarms]);
    await client.query('analyze made');
    await client.query(swarmSql);
    await client.query(searchSql);
    await client.query(invitationSql);
    if (events) await client.query(eventSql);
    await client.query('commit');
  }
  await client.query("set maintenance_work_mem = '1GB'");
  for (const { made } of indexes.rows) await client.query(made);
  await client.query('vacuum (analyze) swarm');
  await client.query('vacuum (analyze) swarm_search');
  await client.query('vacuum (analyze) invitation');
  if (events) await client.query('vacuum (analyze) swarm_event');
}

/** 1/n-like places from 1 to `of`. */
const zipf = (of: string) => `floor(power(${of}, random()))::int`;

const madeSql = `
  create temp table made as
  select g as n, 's' || lpad(g::text, 9, '0') as swarm_id,
    date_trunc('milliseconds', $4::timestamptz - ($5 * 365 * (1 - (g + random()) / $6)) * interval '1 day') as proposed_at,
    case when g > $6 - 200 then 'running' when random() < 0.06 then 'cancelled' when random() < 0.05 then 'lapsed' else 'resolved' end as status,
    (array['critical','high','normal','normal','normal','low'])[1 + floor(random() * 6)] as severity,
    (array['en','ja'])[1 + floor(random() * 2)] as language,
    random() < 0.03 as restricted,
    (select array_agg(distinct 't' || ${zipf(String(400))}) from generate_series(1, 1 + g % 4)) as technologies,
    (select array_agg(distinct 'p' || floor(random() * ${2000})::int) from generate_series(1, 3 + g % 3)) as people,
    'Customer ' || ${zipf('5000')} as customer,
    (select array_agg(${zipf('$3::float')} - 1) from generate_series(1, 9 + g % 7)) as said,
    (60 + exp(random() * 9))::int as accept_seconds,
    (exp(3 + random() * 9))::int as cover_more,
    (exp(6 + random() * 7))::int as resolve_more
  from generate_series($1::int, $2::int) g`;

const swarmSql = `
  insert into swarm (swarm_id, tenant_id, case_id, case_key, status, version, title, customer, product, severity, language,
    restricted, owner_id, coordinator_id, coordinator_name, technologies, people, proposed_at, started_at, closed_at,
    plan_seconds, accept_seconds, cover_seconds, resolve_seconds, asked, accepted, expired, unreachable, withdrawn,
    declined_busy, declined_not_my_field, declined_ask_other, declined_other, hand_overs, gaps, gap_count, solver_rank,
    credited, root_cause, fix)
  select swarm_id, '${tenantId}', 'CS' || lpad(n::text, 8, '0'), 'cs' || lpad(n::text, 8, '0'), status, 20,
    (select said from sentence where place = made.said[1]), customer, null, severity, language,
    restricted, people[1], people[1], 'Person ' || people[1], technologies, people, proposed_at,
    case when status <> 'lapsed' then proposed_at + interval '40 seconds' end,
    case when status in ('resolved', 'cancelled') then proposed_at + (accept_seconds + cover_more + resolve_more) * interval '1 second' end,
    (exp(random() * 9))::int, case when status <> 'lapsed' then accept_seconds end,
    case when status = 'resolved' and n % 9 > 0 then accept_seconds + cover_more end,
    case when status = 'resolved' then accept_seconds + cover_more + resolve_more end,
    2 + n % 3, 1 + n % 2, (n % 7 = 0)::int, (n % 31 = 0)::int, 0, (n % 5 = 0)::int, (n % 11 = 0)::int, 0, 0, (n % 12 = 0)::int,
    case when n % 9 = 0 then technologies[1:1] else '{}' end, (n % 9 = 0)::int,
    case when status = 'resolved' and n % 5 > 0 then ${zipf('20')} end, case when status = 'resolved' then 1 else 0 end,
    case when status = 'resolved' then (select said from sentence where place = made.said[2]) end,
    case when status = 'resolved' then (select said from sentence where place = made.said[3]) end
  from made`;

const searchSql = `
  insert into swarm_search (swarm_id, tenant_id, proposed_at, words, tokens)
  select swarm_id, '${tenantId}', proposed_at, 'cs' || lpad(n::text, 8, '0') || E'\\n' || lower(customer) || E'\\n' || told.words,
    told.tokens || array_to_tsvector(array['cs' || lpad(n::text, 8, '0'), 'customer', split_part(customer, ' ', 2)]
      || (select array_agg('#' || t) from unnest(technologies) t)
      || array['@' || to_char(proposed_at at time zone 'UTC', 'YYYY-MM')])
  from made, lateral (
    select string_agg(s.words, E'\\n') as words, pg_temp.merged(s.tokens) as tokens
    from unnest(made.said) as u (place) join sentence s using (place)
  ) told`;

const invitationSql = `
  insert into invitation (swarm_id, invitation_id, tenant_id, person_id, role, technologies, wave, state, invited_at,
    delivered_at, answered_at, answer_by, decline_reason, live)
  select swarm_id, 'i' || i, '${tenantId}', coalesce(people[1 + i], 'p' || floor(random() * ${2000})::int), 'expert', technologies, 1, state,
    proposed_at + interval '40 seconds', case when state <> 'unreachable' then proposed_at + interval '42 seconds' end,
    case when state <> 'delivered' then proposed_at + accept_seconds * interval '1 second' end,
    proposed_at + interval '1 hour', case when state = 'declined' then (array['busy','busy','not-my-field','ask-other','other'])[1 + floor(random() * 5)] end,
    status = 'running'
  from made, generate_series(1, 2 + n % 3) i,
    lateral (select case when status = 'running' and i > 1 then 'delivered' when i = 1 then 'accepted'
      else (array['accepted','declined','expired','withdrawn','accepted','declined','expired','unreachable'])[1 + floor(random() * 8 + i * 0)] end as state) s
  where status <> 'lapsed'`;

const eventSql = `
  insert into swarm_event (swarm_id, version, at, type, actor, cause, event)
  select swarm_id, v, proposed_at + v * interval '3 minutes', type,
    jsonb_build_object('kind', 'person', 'person', jsonb_build_object('id', people[1], 'name', people[1])), 'activity-' || n || '-' || v,
    case v when 1 then jsonb_build_object('type', type, 'tenantId', '${tenantId}', 'room', 'standard', 'plan', jsonb_build_object('technologies', technologies, 'ranking', people), 'words', said)
      else jsonb_build_object('type', type, 'invitationId', 'i' || v, 'person', jsonb_build_object('id', people[1], 'name', people[1]), 'note', '') end
  from made, unnest(array['SwarmProposed', 'PlanCardPosted', 'SwarmStarted', 'ExpertInvited', 'ExpertInvited',
    'ExpertInvited', 'ChannelOpened', 'MemberSeated', 'BriefingPosted', 'InvitationDelivered', 'InvitationDelivered',
    'InvitationDelivered', 'InvitationAccepted', 'MemberSeated', 'MemberAnnounced', 'InvitationDeclined',
    'InvitationWithdrawn', 'CoordinationHandedOver', 'SwarmResolved', 'ChannelArchived']) with ordinality e (type, v)`;

/** Technologies whose aliases stand in the sentences. */
export function madeUpTechnologies(): Technology[] {
  return Array.from({ length: technologyCount }, (_, at) => ({
    id: `t${at + 1}`,
    name: { en: `${latin(at)} service`, ja: `${kanji(at)}サービス` },
    aliases: { en: [latin(at)], ja: [kanji(at)] },
    parent: null,
  }));
}

const syllables = [
  'ka',
  'ro',
  'mi',
  'ten',
  'sol',
  'ver',
  'dax',
  'pu',
  'lin',
  'gor',
  'ne',
  'bus',
  'tra',
  'fe',
  'qui',
  'zan',
];
const signs = [...'証明書接続切断認証更新障害仮想環境構成監視通知権限削除移行容量性能遅延同期複製暗号署名期限'];
const syllable = (at: number): string => syllables[at % syllables.length] ?? '';
const sign = (at: number): string => signs[at % signs.length] ?? '';

export const latin = (at: number): string =>
  syllable(at) + syllable(Math.floor(at / 16)) + syllable(at * 7 + Math.floor(at / 256)) + syllable(at * 3);
export const kanji = (at: number): string =>
  sign(at) + sign(at * 7 + 1 + Math.floor(at / 47)) + sign(at * 13 + Math.floor(at / 5));

/** 3,000 sentences, half of them Japanese: common words in most, rare ones in few. */
function sentencePool(): string[] {
  let state = 7;
  const dice = (of: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 4_294_967_296) * of);
  };
  const place = (): number => Math.floor(6000 ** (dice(1_000_000) / 1_000_000)) - 1;
  return Array.from({ length: 3000 }, (_, at) =>
    at % 2 === 0
      ? `${Array.from({ length: 14 }, () => latin(place())).join(' ')}.`
      : `${Array.from({ length: 10 }, () => kanji(place())).join('が')}されました。`,
  );
}
