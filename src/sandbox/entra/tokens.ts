import { randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Person } from '../tenant.ts';
import type { Forgery, SignInForgery } from './forgeries.ts';
import { makeSigningKey, type SigningKey } from './keys.ts';

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

export type Tokens = {
  entraKeys: () => { keys: object[] };
  botServiceKeys: () => { keys: object[] };
  /** The token that the Bot Service sends with activities; the same one for most of an hour. */
  forBot: () => Promise<string>;
  /** A token to the bot that must be refused. */
  forgedForBot: (forgery: Forgery) => Promise<string>;
  /** An app-only token of the app for Graph or the connector. */
  forApp: (audience: string) => Promise<string>;
  /** What Teams gives the tab for somebody who is signed in (v2, `access_as_user`), or a bad one. Good for an hour. */
  signIn: (person: Person, forgery?: SignInForgery) => Promise<string>;
  /** Verifies an `Authorization` header of the app for this audience; answers why not, or null for a good one. */
  refusal: (authorization: string | undefined, audiences: readonly string[]) => Promise<string | null>;
};

const hour = 3_600;

export async function createTokens(parties: TokenParties): Promise<Tokens> {
  const [entra, botService, rogue] = await Promise.all([makeSigningKey(), makeSigningKey(), makeSigningKey()]);
  const entraIssuer = `${parties.authority}/${parties.tenantId}/v2.0`;
  const seen = new Map<string, number>();
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
    entraKeys: () => ({ keys: [entra.published] }),
    botServiceKeys: () => ({ keys: [botService.published] }),

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

    forApp: (audience) =>
      sign(
        entra,
        entra.id,
        {
          iss: entraIssuer,
          aud: audience,
          appid: parties.appId,
          azp: parties.appId,
          idtyp: 'app',
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

    refusal: async (authorization, audiences) => {
      if (authorization === undefined || !authorization.startsWith('Bearer ')) return 'Access token is empty.';
      const token = authorization.slice('Bearer '.length);
      const known = seen.get(`${audiences[0]} ${token}`);
      if (known !== undefined && known > Date.now()) return null;
      try {
        const { payload } = await jwtVerify(token, entra.verify, { issuer: entraIssuer, audience: [...audiences] });
        if (payload.appid !== parties.appId) return 'The token is for another application.';
        if (seen.size > 1_000) seen.clear();
        seen.set(`${audiences[0]} ${token}`, (payload.exp ?? 0) * 1_000);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : 'Invalid token.';
      }
    },
  };
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
