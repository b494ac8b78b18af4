/** What a language model may be used for, each by an administrator's word of its own. */
export const modelUses = ['translation', 'summary', 'article', 'reading'] as const;
export type ModelUse = (typeof modelUses)[number];

/** Whether plain http goes no further than a network of one's own: this machine, a private address, a name of a cluster. */
export function isNear(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const host = new URL(address).hostname;
  return (
    /^(?:localhost|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2})$/.test(
      host,
    ) ||
    /^\[(?:::1|f[cd][0-9a-f]{2}:.*)\]$/.test(host) ||
    !/[.:]/.test(host) ||
    /\.(?:svc|internal|local)$/.test(host)
  );
}
