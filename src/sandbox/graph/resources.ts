import type {
  AadUserConversationMember,
  DayOfWeek,
  Channel as GraphChannel,
  Team as GraphTeam,
  MailboxSettings,
  Presence,
  TeamsApp,
  TeamsAppInstallation,
  TeamsAsyncOperation,
  TeamsTab,
  User,
} from '@microsoft/microsoft-graph-types';
import { findWindows } from 'windows-iana';
import {
  type Channel,
  isReadOnly,
  type Membership,
  type Operation,
  type Person,
  type Tab,
  type Team,
  type Tenant,
} from '../tenant/tenant.ts';

// Typed by Microsoft's own schema, so that no property is one that Graph does not have.

export function userResource(person: Person): User {
  const { profile } = person;
  const [surname, givenName] = namesOf(profile.name, profile.alias);
  return {
    id: person.id,
    displayName: profile.name,
    givenName,
    surname,
    mail: profile.mail,
    userPrincipalName: person.guest ? `${profile.mail.replace('@', '_')}#EXT#@sandbox.example` : profile.mail,
    jobTitle: profile.jobTitle,
    officeLocation: profile.office,
    preferredLanguage: profile.languages[0] === 'ja' ? 'ja-JP' : 'en-US',
    businessPhones: [],
    mobilePhone: null,
  };
}

/** What Graph gives only where `$select` asks for it. */
export function userResourceInFull(person: Person): User {
  return {
    ...userResource(person),
    accountEnabled: person.account.enabled,
    createdDateTime: new Date(person.account.created).toISOString(),
    userType: person.guest ? 'Guest' : 'Member',
    department: person.profile.jobTitle,
    skills: [],
    usageLocation: null,
  };
}

export function presenceResource(person: Person): Presence {
  return {
    id: person.id,
    availability: person.presence.availability,
    activity: person.presence.activity,
    statusMessage: null,
    outOfOfficeSettings: { message: null, isOutOfOffice: person.presence.outOfOffice },
  };
}

const weekdays: readonly DayOfWeek[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Zones by their Windows names, as mailboxes mostly have them. */
export function mailboxSettingsResource(person: Person): MailboxSettings {
  const { hours, zone, languages } = person.profile;
  const name = findWindows(zone)[0] ?? zone;
  return {
    timeZone: name,
    language:
      languages[0] === 'ja'
        ? { locale: 'ja-JP', displayName: '日本語 (日本)' }
        : { locale: 'en-US', displayName: 'English (United States)' },
    workingHours: {
      daysOfWeek: hours.days.flatMap((day) => weekdays[day - 1] ?? []),
      startTime: `${hours.from}:00.0000000`,
      endTime: `${hours.to}:00.0000000`,
      timeZone: { name },
    },
    automaticRepliesSetting: {
      status: person.presence.outOfOffice ? 'alwaysEnabled' : 'disabled',
      externalAudience: 'none',
    },
    ...person.mailbox,
  };
}

/** `sharedIsKnown`: the caller sent `Prefer: include-unknown-enum-members`, without which `shared` is hidden. */
export function channelResource(
  tenant: Tenant,
  channel: Channel,
  sharedIsKnown: boolean,
): GraphChannel & { layoutType: 'post' | 'chat' } {
  return {
    id: channel.id,
    createdDateTime: new Date(channel.created).toISOString(),
    displayName: channel.name,
    description: channel.description,
    isFavoriteByDefault: null,
    email: '',
    tenantId: tenant.id,
    webUrl: channelWebUrl(tenant, channel),
    membershipType: channel.kind === 'shared' && !sharedIsKnown ? 'unknownFutureValue' : channel.kind,
    isArchived: isReadOnly(channel),
    layoutType: 'post',
  };
}

export function channelWebUrl(tenant: Tenant, channel: Channel): string {
  return `https://teams.microsoft.com/l/channel/${encodeURIComponent(channel.id)}/${encodeURIComponent(channel.name)}?groupId=${channel.team.id}&tenantId=${tenant.id}`;
}

export function teamResource(tenant: Tenant, team: Team): GraphTeam {
  return {
    id: team.id,
    internalId: team.thread,
    displayName: team.name,
    description: team.description,
    createdDateTime: new Date(team.created).toISOString(),
    isArchived: team.archived,
    tenantId: tenant.id,
    visibility: 'private',
    webUrl: `https://teams.microsoft.com/l/team/${encodeURIComponent(team.thread)}/conversations?groupId=${team.id}&tenantId=${tenant.id}`,
  };
}

export function memberResource(
  tenant: Tenant,
  membership: Membership,
  place: string,
): AadUserConversationMember & { '@odata.type': string } {
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    id: membershipId(membership.person, place),
    roles: membership.owner ? ['owner'] : [],
    displayName: membership.person.profile.name,
    visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
    userId: membership.person.id,
    email: membership.person.profile.mail,
    tenantId: tenant.id,
  };
}

/** Opaque to callers; carries the person so that it needs no map. */
function membershipId(person: Person, place: string): string {
  return Buffer.from(`${place}##${person.id}`).toString('base64url');
}

export function personOfMembershipId(tenant: Tenant, id: string): Person | null {
  const personId = Buffer.from(id, 'base64url').toString('utf8').split('##')[1];
  return tenant.people.get(personId ?? '') ?? null;
}

export function teamsAppResource(tenant: Tenant): TeamsApp {
  return {
    id: tenant.app.catalogId,
    externalId: tenant.app.id,
    displayName: tenant.app.name,
    distributionMethod: 'organization',
  };
}

export function installationResource(tenant: Tenant, installation: string, expand: string): TeamsAppInstallation {
  return {
    id: installation,
    ...(expand.includes('teamsApp') ? { teamsApp: teamsAppResource(tenant) } : {}),
    ...(expand.includes('teamsAppDefinition')
      ? {
          teamsAppDefinition: {
            id: `${tenant.app.catalogId}-1`,
            teamsAppId: tenant.app.catalogId,
            displayName: tenant.app.name,
            version: '1.0.0',
          },
        }
      : {}),
  };
}

/** The work itself is done at once; `takesMs` is for how long the operation says it is under way. Times in milliseconds. */
export function operationResource(operation: Operation, now: number, takesMs: number): TeamsAsyncOperation {
  const at = new Date(operation.created).toISOString();
  return {
    id: operation.id,
    operationType: operation.type,
    createdDateTime: at,
    status: now < operation.created + takesMs ? 'inProgress' : 'succeeded',
    lastActionDateTime: at,
    attemptsCount: 1,
    targetResourceId: operation.target,
    targetResourceLocation: operation.location,
    error: null,
  };
}

export function tabResource(tab: Tab, channel: Channel): TeamsTab {
  return {
    id: tab.id,
    displayName: tab.name,
    webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(channel.id)}/tab::${tab.id}?groupId=${channel.team.id}`,
    configuration: tab.configuration,
  };
}

function namesOf(name: string, alias: string): [surname: string, given: string] {
  const words = name.split(/\s+/);
  if (words.length === 2 && /[\u3040-\u9fff]/.test(name)) return [words[0] ?? '', words[1] ?? ''];
  if (words.length >= 2) return [words.at(-1) ?? '', words.slice(0, -1).join(' ')];
  const [given = '', surname = ''] = alias.split('.');
  return [surname, given];
}
