import { z } from 'zod';
import {
  type PersonProfile,
  type ProfileSkill,
  type ProfilesRead,
  proficiencies,
} from '../../registry/files/profileSkills.ts';
import type { GraphClient } from '../client/client.ts';
import { GraphFailure, held } from '../client/errors.ts';
import { allOf, pathOf } from '../client/pages.ts';

/** So many questions fit into one call (platform.md 1.7). */
const questionsACall = 20;
const mostLetters = 200;

const skillSchema = z.object({
  displayName: z.string().nullish(),
  proficiency: z.string().nullish(),
  collaborationTags: z.array(z.string()).nullish(),
  allowedAudiences: z.string().nullish(),
  inference: z.object({ userHasVerifiedAccuracy: z.boolean().nullish() }).nullish(),
});
const pageSchema = z.object({ value: z.array(skillSchema), '@odata.nextLink': z.string().nullish() });
const partsSchema = z.object({
  responses: z.array(z.object({ id: z.string(), status: z.int(), body: z.unknown() })),
});

const wanted = 'displayName,proficiency,collaborationTags,allowedAudiences,inference';

/**
 * The skills that these people have on their profile in Microsoft 365, as far as they show them to the organisation; who has no
 * profile is not in it. What a machine inferred is told apart from what somebody wrote or confirmed. Nothing is
 * given where any part of the answer is missing. Needs User.Read.All, and Graph's beta, which alone has them:
 * learn.microsoft.com/graph/api/profile-list-skills?view=graph-rest-beta, …/graph/api/resources/skillproficiency, …/inferencedata.
 */
export async function readProfileSkills(
  client: GraphClient,
  people: readonly string[],
  signal?: AbortSignal,
): Promise<ProfilesRead> {
  try {
    return { ok: true, profiles: await profilesOf(client, people, signal) };
  } catch (failure) {
    if (!(failure instanceof GraphFailure)) throw failure;
    return { ok: false, trouble: failure.status === 403 ? 'not-granted' : 'away' };
  }
}

async function profilesOf(
  client: GraphClient,
  people: readonly string[],
  signal: AbortSignal | undefined,
): Promise<PersonProfile[]> {
  const profiles: PersonProfile[] = [];
  for (let from = 0; from < people.length; from += questionsACall) {
    const some = people.slice(from, from + questionsACall);
    const requests = some.map((person, index) => ({
      ...{ id: String(index), method: 'GET' },
      url: `/users/${encodeURIComponent(person)}/profile/skills?$select=${wanted}`,
    }));
    const { responses } = held(
      partsSchema,
      await client.send({ method: 'POST', path: '/$batch', body: { requests }, version: 'beta', signal }),
    );
    for (const [index, person] of some.entries()) {
      const part = responses.find(({ id }) => id === String(index));
      if (part?.status === 404) continue;
      if (part?.status !== 200)
        throw new GraphFailure({ status: part?.status ?? null, code: 'Batch', message: 'profiles could not be read' });
      const { value, '@odata.nextLink': next } = held(pageSchema, part);
      const path = next && pathOf(client, next, 'beta');
      const others = path ? await allOf(client, { path, version: 'beta', signal }, skillSchema) : [];
      profiles.push({ person, skills: [...value, ...others].flatMap(skillOf) });
    }
  }
  return profiles;
}

/** Whom a skill is shown to, where that is everybody here: what somebody keeps to themselves or a few is not for a registry. */
const audiences = ['organization', 'federatedOrganizations', 'everyone'];

function skillOf({
  displayName,
  proficiency,
  collaborationTags,
  allowedAudiences,
  inference,
}: z.infer<typeof skillSchema>): ProfileSkill[] {
  const name = displayName?.trim().slice(0, mostLetters) ?? '';
  const isShown = allowedAudiences == null || audiences.includes(allowedAudiences);
  if (name === '' || !isShown) return [];
  const wantsToLearn = (collaborationTags ?? []).some((tag) => tag === 'wantsToLearn' || tag === 'wantsToImprove');
  const known = proficiencies.find((each) => each === proficiency) ?? null;
  return [
    { name, proficiency: known, wantsToLearn, isConfirmed: !inference || inference.userHasVerifiedAccuracy === true },
  ];
}
