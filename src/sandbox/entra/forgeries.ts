/** Ways in which a token to the bot can be bad. `service-url`: signed for another service URL. */
export const forgeries = [
  'unsigned',
  'wrong-key',
  'wrong-audience',
  'wrong-issuer',
  'expired',
  'wrong-service-url',
] as const;
export type Forgery = (typeof forgeries)[number];

/** Ways in which a sign-in token for the tab can be bad. */
export const signInForgeries = [
  'unsigned',
  'wrong-key',
  'wrong-audience',
  'wrong-issuer',
  'expired',
  'foreign-tenant',
  'no-scope',
] as const;
export type SignInForgery = (typeof signInForgeries)[number];
