import { randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Person } from '../tenant/tenant.ts';
import type { Forgery, SignInForgery } from './forgeries.ts';
import { type SigningKey, signingKeys } from './keys.ts';

/** Who may ask for tokens, and by what names the issuers go. */
export type TokenParties = {
  tenantId: string;
  appId: string;
  /** `https://127.0.0.1:port`, no slash at the end. */
  authority: string;
  /** Issuer of the tokens that the Bot Service sends with activities. */
  botIssuer: string;
  serviceUrl: string;
};

export const botServiceAudience = 'https://api.botframework.com';

export type VerifiedApp = { ok: true; roles: readonly string[] } | { ok: false; why: string };

export type Tokens = {
  entraKeys: () => { keys: object[] };
  botServiceKeys: () => { keys: object[] };
  /** The token that the Bot Service sends with activities; the same one for most of an hour. */
  forBot: () => Promise<string>;
  /** A token to the bot that must be refused. */
  forgedForBot: (forgery: Forgery) => Promise<string>;
  /** An app-only token of the app for Graph or the connector, with the roles that the app was granted. */
  forApp: (audience: string, roles: readonly string[]) => Promise<string>;
  /** What Teams gives the tab for somebody who is signed in (v2, `access_as_user`), or a bad one. Good for an hour. */
  signIn: (person: Person, forgery?: SignInForgery) => Promise<string>;
  /** Verifies an `Authorization` header of the app for this audience: the roles of a good one, or why it is not. */
  verifyApp: (authorization: string | undefined, audience: string) => Promise<VerifiedApp>;
};

const hour = 3_600;

export async function createTokens(parties: TokenParties): Promise<Tokens> {
  const { entra, botService, next, rogue } = await signingKeys();
  const entraIssuer = `${parties.authority}/${parties.tenantId}/v2.0`;
  const verified = new Map<string, { until: number; answer: VerifiedApp }>();
  let current: { token: string; until: number } | null = null;

  const botClaims = { serviceurl: parties.serviceUrl };
  const signForBot = (change: {
    key?: SigningKey;
    keyId?: string;
    issuer?: string;
    audience?: string;
    age?: number;
    serviceUrl?: string;
  }): Promise<string> =>
    sign(
      change.key ?? botService,
      change.keyId ?? botService.id,
      {
        ...botClaims,
        ...(change.serviceUrl === undefined ? {} : { serviceurl: change.serviceUrl }),
        iss: change.issuer ?? parties.botIssuer,
        aud: change.audience ?? parties.appId,
      },
      change.age ?? 0,
    );

  return {
    // Both publish keys that they do not sign with yet: which one is meant only the name in a token's head tells.
    entraKeys: () => ({ keys: [next.published, entra.published] }),
    botServiceKeys: () => ({ keys: [next.published, botService.published] }),

    forBot: async () => {
      const now = Date.now();
      if (current === null || current.until < now) current = { token: await signForBot({}), until: now + 50 * 60_000 };
      return current.token;
    },

    forgedForBot: (forgery) => {
      switch (forgery) {
        case 'unsigned':
          return Promise.resolve(unsigned({ ...botClaims, iss: parties.botIssuer, aud: parties.appId }, botService.id));
        case 'wrong-key':
          return signForBot({ key: rogue });
        case 'wrong-audience':
          return signForBot({ audience: randomUUID() });
        case 'wrong-issuer':
          return signForBot({ issuer: 'https://issuer.invalid' });
        case 'expired':
          return signForBot({ age: 3 * hour });
        case 'wrong-service-url':
          return signForBot({ serviceUrl: 'https://elsewhere.invalid/' });
        default:
          return forgery satisfies never;
      }
    },

    forApp: (audience, roles) =>
      sign(
        entra,
        entra.id,
        {
          iss: entraIssuer,
          aud: audience,
          appid: parties.appId,
          azp: parties.appId,
          idtyp: 'app',
          ...(roles.length > 0 ? { roles: [...roles] } : {}),
          tid: parties.tenantId,
          oid: parties.appId,
          sub: parties.appId,
          ver: '2.0',
        },
        0,
      ),

    signIn: (person, forgery) => {
      const claims = {
        iss: forgery === 'wrong-issuer' ? 'https://issuer.invalid' : entraIssuer,
        aud: forgery === 'wrong-audience' ? randomUUID() : parties.appId,
        tid: forgery === 'foreign-tenant' ? randomUUID() : parties.tenantId,
        oid: person.id,
        sub: person.mri.slice(3),
        name: person.profile.name,
        preferred_username: person.profile.mail,
        scp: forgery === 'no-scope' ? 'profile' : 'access_as_user',
        azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
        ver: '2.0',
      };
      if (forgery === 'unsigned') return Promise.resolve(unsigned(claims, entra.id));
      return sign(forgery === 'wrong-key' ? rogue : entra, entra.id, claims, forgery === 'expired' ? 3 * hour : 0);
    },

    verifyApp: async (authorization, audience) => {
      if (authorization === undefined || !authorization.startsWith('Bearer '))
        return refusedToken('Access token is empty.');
      const token = authorization.slice('Bearer '.length);
      const key = `${audience} ${token}`;
      const known = verified.get(key);
      if (known !== undefined && known.until > Date.now()) return known.answer;
      try {
        const { payload } = await jwtVerify(token, entra.verify, { issuer: entraIssuer, audience });
        if (payload.appid !== parties.appId) return refusedToken('The token is for another application.');
        const answer: VerifiedApp = { ok: true, roles: rolesSchema.parse(payload).roles };
        // A signature is checked once for each token; tokens are few, but a long run has many.
        if (verified.size > 1_000) verified.clear();
        verified.set(key, { until: (payload.exp ?? 0) * 1_000, answer });
        return answer;
      } catch (error) {
        return refusedToken(error instanceof Error ? error.message : 'Invalid token.');
      }
    },
  };
}

const rolesSchema = z.looseObject({ roles: z.array(z.string()).default([]) });

function refusedToken(why: string): VerifiedApp {
  return { ok: false, why };
}

/** `age`: seconds ago that the token was issued; tokens live for an hour. */
function sign(key: SigningKey, keyId: string, claims: JWTPayload, age: number): Promise<string> {
  const issued = Math.floor(Date.now() / 1_000) - age;
  return new SignJWT({ ...claims, uti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
    .setIssuedAt(issued)
    .setNotBefore(issued - 300)
    .setExpirationTime(issued + hour)
    .sign(key.sign);
}

function unsigned(claims: JWTPayload, keyId: string): string {
  const now = Math.floor(Date.now() / 1_000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT', kid: keyId })}.${part({ ...claims, iat: now, nbf: now - 300, exp: now + hour })}.`;
}
