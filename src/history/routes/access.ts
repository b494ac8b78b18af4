import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Person } from '../../cases/case.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import { whyUnreachable } from '../../settings/unreachable.ts';

/**
 * Who a route of the tab is for, by our own records: any engineer of the registry, its leads alone, leads and the policy's
 * administrators (`steward`), these administrators alone, or all of these (`anyone`).
 */
export type Audience = 'engineer' | 'lead' | 'steward' | 'administrator' | 'anyone';

export type Authenticated =
  | { ok: true; caller: Person }
  | { ok: false; status: 401 | 403; code: string; message: string }
  /** Entra's keys cannot be had now: nobody can be judged; `retryAfter` in seconds. */
  | { ok: false; status: 503; code: string; message: string; retryAfter: number };

export type Access = (authorization: string | undefined, audience: Audience) => Promise<Authenticated>;

export type AccessNeeds = {
  /** The bot's own application, which Teams asks tokens for. */
  app: { id: string; tenantId: string };
  /** Where Entra is; no slash at the end. */
  authorityHost: string;
  /** The address in the manifest's `webApplicationInfo.resource`; its host is part of the audience of v1 tokens. */
  publicUrl: string;
  snapshot: RegistrySnapshot;
  /** Entra ids of the policy's, in the registry or not. */
  administrators: () => readonly string[];
  /** Told why Entra's keys cannot be had, each time: the host, and what to do. */
  keysFailed?: (words: string) => void;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

/**
 * Verifies the token that TeamsJS gives the tab (facts: signature by the tenant's keys, issuer, audience, scope
 * `access_as_user`, tenant, expiry). Who the caller is comes from the token, what they may see from the registry:
 * nothing that the browser says of itself counts.
 */
export function createAccess(needs: AccessNeeds): Access {
  const { app, authorityHost, publicUrl, snapshot, administrators, keysFailed, clock } = needs;
  const keys = createRemoteJWKSet(new URL(`${authorityHost}/${app.tenantId}/discovery/v2.0/keys`), {
    timeoutDuration: 5000,
    cooldownDuration: betweenTries * 1000,
  });
  const expected = {
    algorithms: ['RS256'],
    // A v1 token (the app registration decides) names the same tenant by another host.
    issuer: [`${authorityHost}/${app.tenantId}/v2.0`, `https://sts.windows.net/${app.tenantId}/`],
    audience: [app.id, `api://${app.id}`, `api://${new URL(publicUrl).host}/${app.id}`],
    requiredClaims: ['exp', 'iat', 'oid', 'tid', 'scp'],
    clockTolerance: 60,
  };

  return async (authorization, audience) => {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '') ?? [];
    if (!token) return refused(401, 'token-missing', 'Sign in through Teams: a bearer token is needed.');
    const verified = await jwtVerify(token, keys, { ...expected, currentDate: new Date(clock()) }).catch(problemOf);
    if ('cause' in verified) {
      const { host } = new URL(authorityHost);
      keysFailed?.(whyUnreachable(verified.cause, host)?.words ?? `${host}: ${messageOf(verified.cause)}`);
      const message = 'Who you are cannot be checked right now: Entra does not answer. Please try again in a moment.';
      return { ok: false, status: 503, code: 'sign-in-unchecked', message, retryAfter: betweenTries };
    }
    if ('problem' in verified)
      return verified.problem === 'token-expired'
        ? refused(401, verified.problem, 'The token has expired; ask Teams for a new one.')
        : refused(401, verified.problem, 'The token is not one for this application.');
    const claims = claimsSchema.safeParse(verified.payload);
    if (!claims.success) return refused(401, 'token-invalid', 'The token does not say who signed in.');
    const { oid, tid, scp } = claims.data;
    if (tid !== app.tenantId) return refused(401, 'foreign-tenant', 'This application serves another organisation.');
    if (!scp.split(' ').includes('access_as_user'))
      return refused(401, 'scope-missing', 'The token lacks the scope access_as_user.');
    const engineer = snapshot.listed(oid)?.engineer;
    const isAdministrator = audience !== 'engineer' && audience !== 'lead' && administrators().includes(oid);
    if (isAdministrator) return { ok: true, caller: { id: oid, name: engineer?.name ?? claims.data.name ?? oid } };
    if (audience === 'administrator') return refused(403, 'administrators-only', 'Only administrators may see this.');
    if (!engineer) return { ok: false, ...notRegistered };
    if ((audience === 'lead' || audience === 'steward') && !engineer.lead)
      return refused(403, 'leads-only', 'Only leads may see this.');
    return { ok: true, caller: { id: engineer.id, name: engineer.name } };
  };
}

/** What is answered to who is not in the registry, at the door or later: they may leave it while they are answered. */
export const notRegistered = {
  status: 403,
  code: 'not-registered',
  message: 'You are not in the skills registry. A lead can add you to it.',
} as const;

const claimsSchema = z.object({
  oid: z.string().toLowerCase(),
  tid: z.string().toLowerCase(),
  scp: z.string(),
  name: z.string().optional(),
});

const refused = (status: 401 | 403, code: string, message: string): Authenticated => ({
  ok: false,
  status,
  code,
  message,
});

/** What is wrong with a token; else what is wrong with us or with Entra: its keys cannot be had. */
function problemOf(error: unknown): { problem: 'token-expired' | 'token-invalid' } | { cause: unknown } {
  if (error instanceof errors.JWTExpired) return { problem: 'token-expired' };
  return faultsOfTokens.some((fault) => error instanceof fault) ? { problem: 'token-invalid' } : { cause: error };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Seconds; the keys are not asked for more often. */
const betweenTries = 10;

const faultsOfTokens = [
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  // Entra publishes several: a token that names none is not of its making.
  errors.JWKSMultipleMatchingKeys,
];
