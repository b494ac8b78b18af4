import type { Person } from '../../src/cases/case.ts';
import type { Technology } from '../../src/registry/technology.ts';
import type { Reader } from '../../src/teams/languages/language.ts';
import type { PersonalChat, PersonalChats } from '../../src/teams/people/chats.ts';
import type { Directory } from '../../src/teams/people/directory.ts';
import type { FindGapContacts } from '../../src/teams/people/gapContacts.ts';
import { person, technology } from '../swarm/given.ts';
import { modelUsesOfWeek } from './modelInMemory.ts';
import { chatOf, serviceUrl } from './outside.ts';

/** A support team: owners of cases, experts, a lead, one who has muted the bot. Names are no parts of one another. */
export const owners = ['olga', 'otto'];
export const team = [...owners, 'mika', 'ravi', 'sean', 'yuki', 'zoe', 'lena', 'mute'];
export const lead = 'lena';
export const muted = 'mute';
export const technologies = ['vpn', 'cert', 'dns'];
/** When all this begins (milliseconds since 1970). */
export const monday = Date.parse('2026-11-23T00:00:00.000Z');

/** Who is asked where nobody is left to ask, and whom they are offered to name. */
export const gapContacts: FindGapContacts = () => ({ leads: [person(lead)], little: [person('yuki')] });

/** Half of them read Japanese; all read at one moment, so that a card differs only where its swarm does. */
export function peopleKnown(): { directory: Directory; chats: PersonalChats } {
  const chatWith = (personId: string): PersonalChat => ({
    personId,
    teamsUserId: `29:${personId}`,
    name: person(personId).name,
    conversationId: chatOf(personId),
    serviceUrl,
    locale: languageOf(personId) === 'ja' ? 'ja-JP' : 'en-GB',
    zone: 'Asia/Tokyo',
  });
  const languageOf = (personId: string): 'en' | 'ja' => (team.indexOf(personId) % 2 === 0 ? 'ja' : 'en');
  const readerOf = (personId: string): Reader => ({
    language: languageOf(personId),
    zone: 'Asia/Tokyo',
    personId,
    at: new Date(monday).toISOString(),
    tongues: { of: (id) => (team.includes(id) ? [languageOf(id)] : null), model: modelUsesOfWeek },
    caseSystems: ['Zendesk'],
  });
  const known = (id: string): Person | null => (team.includes(id) ? person(id) : null);
  const technologyOf = (id: string): Technology | null =>
    technologies.includes(id) ? { id, name: technology(id).name, aliases: { en: [], ja: [] }, parent: null } : null;
  return {
    directory: {
      readerOf: async (personId) => readerOf(personId),
      readerIn: (_chat, personId) => readerOf(personId),
      personOf: async (id) => known(id),
      chatWith: () => null,
      personNamed: (typed) => {
        const found = known(typed.toLowerCase());
        return found ? { kind: 'one', it: found } : { kind: 'none' };
      },
      technology: technologyOf,
      technologyNamed: (typed) => {
        const found = technologyOf(typed.toLowerCase());
        return found ? { kind: 'one', it: found } : { kind: 'none' };
      },
    },
    chats: {
      saw: () => {},
      remember: async ({ personId }) => chatWith(personId),
      find: async (personId) => chatWith(personId),
      findAll: async (ids) => new Map(ids.map((id) => [id, chatWith(id)])),
      opened: async () => {},
      serviceUrl: async () => serviceUrl,
    },
  };
}
