import { z } from 'zod';
import type { Faults } from '../doors/faults.ts';
import { faultRuleSchema, faultSettingsSchema } from '../doors/faults.ts';
import type { Feed } from '../doors/feed.ts';
import { refused } from '../doors/listener.ts';
import type { Answer, Call, Route } from '../doors/routes.ts';
import type { SandboxOrganisation } from '../organisation/organisation.ts';
import { findPerson, type Tenant } from '../tenant/tenant.ts';

const endpointSchema = z.strictObject({ endpoint: z.url({ protocol: /^http$/ }) });
const membersSchema = z.strictObject({ people: z.array(z.string()), owner: z.boolean().default(false) });

/** What belongs to no person: the organisation, the faults, the wire, the bot's address. */
export function stageRoutes(options: {
  tenant: Tenant;
  faults: Faults;
  feed: Feed;
  organisation: SandboxOrganisation;
  bot: { endpoint: string };
}): Route[] {
  const { tenant, faults, feed, organisation, bot } = options;
  const reading =
    <T>(schema: z.ZodType<T>, answer: (body: T, call: Call) => Answer) =>
    (call: Call): Answer => {
      const body = schema.safeParse(call.body ?? {});
      return body.success ? answer(body.data, call) : refused(400, z.prettifyError(body.error));
    };
  const faultsNow = (): Answer => ({
    status: 200,
    body: { ...faults.settings(), rules: faults.rules(), held: faults.held() },
  });

  return [
    {
      method: 'GET',
      path: '/sandbox/organisation',
      answer: () => ({
        status: 200,
        body: {
          tenant: { id: tenant.id, name: tenant.name, domain: tenant.domain },
          app: tenant.app,
          people: [...tenant.people.values()].map(({ id, mri, profile, installation }) => ({
            id,
            mri,
            alias: profile.alias,
            name: profile.name,
            jobTitle: profile.jobTitle,
            office: profile.office,
            zone: profile.zone,
            languages: profile.languages,
            lead: profile.lead,
            appInstalled: installation !== null,
          })),
          teams: [...tenant.teams.values()].map((team) => ({
            id: team.id,
            name: team.name,
            thread: team.thread,
            members: [...team.members.values()].map((member) => member.person.profile.alias),
          })),
          technologies: organisation.technologies,
          cases: organisation.cases,
        },
      }),
    },
    { method: 'GET', path: '/sandbox/wire', answer: () => ({ status: 200, body: feed.wireLog() }) },
    { method: 'GET', path: '/sandbox/bot', answer: () => ({ status: 200, body: bot }) },
    {
      method: 'PUT',
      path: '/sandbox/bot',
      answer: reading(endpointSchema, ({ endpoint }) => {
        bot.endpoint = endpoint;
        return { status: 204 };
      }),
    },

    { method: 'GET', path: '/sandbox/faults', answer: faultsNow },
    {
      method: 'PUT',
      path: '/sandbox/faults',
      answer: reading(faultSettingsSchema, (settings) => {
        faults.set(settings);
        return faultsNow();
      }),
    },
    {
      method: 'DELETE',
      path: '/sandbox/faults',
      answer: () => {
        faults.clear();
        return faultsNow();
      },
    },
    {
      method: 'POST',
      path: '/sandbox/faults/rules',
      answer: reading(faultRuleSchema, (rule) => ({ status: 201, body: { id: faults.add(rule) } })),
    },
    {
      method: 'DELETE',
      path: '/sandbox/faults/rules/:rule',
      answer: (call) => {
        faults.remove(call.params.rule ?? '');
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/sandbox/faults/rules/:rule/release',
      answer: (call) => {
        faults.release(call.params.rule);
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/sandbox/teams/:team/members',
      answer: reading(membersSchema, ({ people, owner }, call) => {
        const team = tenant.teams.get(call.params.team ?? '');
        if (team === undefined) return refused(404, 'There is no such team.');
        for (const who of people) {
          const person = findPerson(tenant, who);
          if (person !== null) team.members.set(person.id, { person, owner });
        }
        return { status: 204 };
      }),
    },
  ];
}
