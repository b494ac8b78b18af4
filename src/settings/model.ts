import type { Environment } from './environment.ts';
import type { ModelUse } from './modelUses.ts';

/** A language model that speaks OpenAI's protocol. */
export type ModelConfig = {
  /** Up to where `/chat/completions` follows, with no slash at its end. */
  url: string;
  /** The model, or in Azure the deployment. */
  name: string;
  credential: ModelCredential;
  /** For what the text of cases may be sent to it. Empty: nothing is ever sent. */
  caseText: readonly ModelUse[];
  /** Milliseconds in which it answers. */
  timeoutMs: number;
  /** Tokens that one request may take, its answer included; and all requests of a day (UTC). */
  tokensARequest: number;
  tokensADay: number;
};

/** How it is signed in to: by a key, or by a token that Entra gives the bot itself for this scope. */
export type ModelCredential = { kind: 'key'; key: string } | { kind: 'entra'; scope: string } | { kind: 'none' };

/** What the environment tells of a language model; null, as shipped: there is none. */
export function modelOf(environment: Environment): ModelConfig | null {
  const { MODEL_URL: url, MODEL_NAME: name } = environment;
  if (url === undefined || name === undefined) return null;
  return {
    ...{ url, name, credential: credentialOf(environment), caseText: environment.MODEL_CASE_TEXT },
    timeoutMs: environment.MODEL_TIMEOUT * 1000,
    tokensARequest: environment.MODEL_TOKENS_A_REQUEST,
    tokensADay: environment.MODEL_TOKENS_A_DAY,
  };
}

function credentialOf({ MODEL_KEY: key, MODEL_ENTRA_SCOPE: scope }: Environment): ModelCredential {
  if (scope !== undefined) return { kind: 'entra', scope };
  return key === undefined ? { kind: 'none' } : { kind: 'key', key };
}
