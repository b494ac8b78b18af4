import { z } from 'zod';
import { findConversation } from '../connector/places.ts';
import type { Feed } from '../doors/feed.ts';
import { refused } from '../doors/listener.ts';
import type { Answer, Call, Route } from '../doors/routes.ts';
import type { SandboxOrganisation } from '../organisation/organisation.ts';
import { conversationsOf, unreadOf } from '../people/seeing.ts';
import { casesIn } from '../systems/laterCases.ts';
import type { OpenCaseSystem } from '../systems/openCaseSystem.ts';
import { type Conversation, findPerson, isIn, type Person, rosterOf, type Tenant } from '../tenant/tenant.ts';
import { caseSystemView } from './caseSystemView.ts';
import { readAppIcon, readAppView } from './manifest.ts';
import type { PersonSummary, Settings } from './views.ts';

const readSchema = z.strictObject({ conversation: z.string() });

/** What the browser client asks for beyond what a person can do: the app's manifest, everybody at a glance, rosters. */
export function windowRoutes(needs: {
  tenant: Tenant;
  feed: Feed;
  organisation: SandboxOrganisation;
  bot: { endpoint: string };
  /** Where the organisation keeps its cases; null: nowhere. */
  caseSystem: Pick<OpenCaseSystem, 'kind' | 'standIn'> | null;
}): Route[] {
  const { tenant, feed, organisation, bot, caseSystem } = needs;
  const cases = caseSystem === null ? organisation.cases : casesIn(organisation, caseSystem.kind);
  const owners = new Set(cases.map((each) => each.owner.id));

  /** Runs with a conversation that the person is in. */
  const within = (call: Call, id: string, answer: (person: Person, conversation: Conversation) => Answer): Answer => {
    const person = findPerson(tenant, call.params.person ?? '');
    const conversation = findConversation(tenant, id)?.conversation;
    return person === null || conversation === undefined || !isIn(conversation, person)
      ? refused(404, 'There is no such person or conversation.')
      : answer(person, conversation);
  };

  return [
    {
      method: 'GET',
      path: '/sandbox/window/settings',
      answer: async (call) => {
        const app = await readAppView(call.query.get('language') === 'ja' ? 'ja' : 'en', new URL(bot.endpoint).origin);
        const { id, name, domain } = tenant;
        const [anybody] = tenant.people.values();
        const body: Settings = {
          anybody: anybody?.profile.alias ?? '',
          tenant: { id, name, domain },
          app: { ...app, id: tenant.app.id, mri: tenant.app.botMri },
          cases: cases.map(({ id: caseId, title, owner, language, severity, restricted }) => {
            const person = tenant.people.get(owner.id);
            const said = [...(person?.chat.messages.values() ?? [])].map(({ text }) => text);
            return {
              id: caseId,
              title,
              owner: person?.profile.alias ?? null,
              language,
              severity,
              restricted,
              untouched: !said.some((text) => text.includes(caseId)),
            };
          }),
        };
        return { status: 200, body };
      },
    },
    {
      method: 'GET',
      path: '/sandbox/window/case-system',
      answer: () =>
        caseSystem === null
          ? refused(404, 'The organisation has no case system.')
          : { status: 200, body: caseSystemView(caseSystem) },
    },
    {
      method: 'GET',
      path: '/sandbox/window/icon.png',
      answer: async () => {
        const icon = await readAppIcon();
        return { status: 200, headers: { 'content-type': 'image/png' }, stream: (response) => void response.end(icon) };
      },
    },
    {
      method: 'GET',
      path: '/sandbox/window/people',
      answer: () => ({
        status: 200,
        body: [...tenant.people.values()].map((person) => summary(tenant, person, owners.has(person.id))),
      }),
    },
    {
      method: 'GET',
      path: '/sandbox/people/:person/conversations/:conversation/roster',
      answer: (call) =>
        within(call, call.params.conversation ?? '', (_, conversation) => ({
          status: 200,
          body: [...rosterOf(conversation).values()].map((one) => {
            const { profile } = 'person' in one ? one.person : one;
            return { alias: profile.alias, name: profile.name };
          }),
        })),
    },
    {
      method: 'POST',
      path: '/sandbox/people/:person/read',
      answer: (call) => {
        const body = readSchema.safeParse(call.body ?? {});
        if (!body.success) return refused(400, z.prettifyError(body.error));
        return within(call, body.data.conversation, (person, conversation) => {
          const last = [...conversation.messages.values()].reduce((most, { arrived }) => Math.max(most, arrived), 0);
          if (last > (conversation.read.get(person.id) ?? 0)) {
            conversation.read.set(person.id, last);
            feed.publish({ kind: 'conversation', conversation });
          }
          return { status: 204 };
        });
      },
    },
  ];
}

function summary(tenant: Tenant, person: Person, ownsCase: boolean): PersonSummary {
  const { profile } = person;
  return {
    id: person.id,
    mri: person.mri,
    alias: profile.alias,
    name: profile.name,
    mail: profile.mail,
    jobTitle: profile.jobTitle,
    office: profile.office,
    zone: profile.zone,
    languages: profile.languages,
    role: profile.lead ? 'lead' : !profile.registered ? 'outsider' : ownsCase ? 'owner' : 'engineer',
    availability: person.presence.availability,
    account: person.account.deletedAt !== null ? 'deleted' : person.account.enabled ? 'enabled' : 'disabled',
    appInstalled: person.installation !== null,
    blockedBot: person.blockedBot,
    unread: conversationsOf(tenant, person).reduce(
      (sum, conversation) => sum + unreadOf(tenant, conversation, person),
      0,
    ),
    waitingSince: waitingSince(person),
  };
}

function waitingSince({ chat, id }: Person): string | null {
  const read = chat.read.get(id) ?? 0;
  const waiting = [...chat.messages.values()].filter(
    ({ from, arrived, deleted }) => from === 'bot' && arrived > read && !deleted,
  );
  const newest = waiting.at(-1);
  return newest === undefined ? null : new Date(newest.at).toISOString();
}
