/**
 * Why a host does not answer, and what to do, from what fetch or a client threw. `lasting`: nobody need wait for it to
 * pass, somebody must change something. Null when the fault says nothing of the network.
 */
export function whyUnreachable(fault: unknown, host: string): { words: string; lasting: boolean } | null {
  const code = codesOf(fault).find((each) => /^[A-Z][A-Z0-9_]+$/.test(each) && kindOf(each) !== null);
  const kind = code === undefined ? null : kindOf(code);
  if (code === undefined || kind === null) return null;
  return { words: `${sentences[kind](host)} (${code})`, lasting: kind === 'certificate' || kind === 'name' };
}

type Kind = 'name' | 'proxy' | 'certificate' | 'refused' | 'broken' | 'slow';

const sentences: Record<Kind, (host: string) => string> = {
  name: (host) => `${host}: the name is not known; check DNS and the address in the settings`,
  certificate: (host) =>
    `${host}: the certificate is not trusted; a proxy may stand between: NODE_EXTRA_CA_CERTS names further authorities`,
  refused: (host) => `${host}: nobody answers there; check the address, firewall and proxy`,
  proxy: (host) =>
    `${host}: the proxy that HTTPS_PROXY names lets nobody through; check its address and what it asks for`,
  broken: (host) => `${host}: the connection broke off`,
  slow: (host) => `${host}: no answer in time; check firewall and proxy`,
};

function kindOf(code: string): Kind | null {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL') return 'name';
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code)) return 'certificate';
  if (code === 'ERR_PROXY_TUNNEL') return 'proxy';
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EACCES')
    return 'refused';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') return 'broken';
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT' || code.endsWith('_TIMEOUT')) return 'slow';
  return null;
}

/** The codes of a fault and of its causes, from the outside in. */
function codesOf(fault: unknown): string[] {
  const codes: string[] = [];
  for (
    let current = fault, depth = 0;
    isObject(current) && depth < 8;
    current = Reflect.get(current, 'cause'), depth++
  ) {
    const code: unknown = Reflect.get(current, 'code');
    if (typeof code === 'string') codes.push(code);
    // Where a name has several addresses, each has its own fault.
    if (current instanceof AggregateError) codes.push(...current.errors.flatMap(codesOf));
  }
  return codes;
}

/** Errors, and copies of them: pg-boss reports such. */
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
