import { connect } from 'node:tls';
import { types } from 'node:util';
import { isLoopback } from '../settings/environment.ts';
import type { DoctorFact } from '../telemetry/doctorFact.ts';

export type EndpointLook = { result: 'ok' | 'failed' | 'unknown'; fact: DoctorFact };

/** A certificate with fewer days left than this is renewed by nobody, it seems. */
const leastDays = 14;
const patience = 5_000;

/**
 * Calls ourselves at the address by which Teams does, and looks at the certificate there. That we get no answer may be our own
 * network's doing, so it is no failure; a certificate that nobody may trust is one.
 */
export async function lookAtEndpoint(publicUrl: string, now: number): Promise<EndpointLook> {
  if (isLoopback(publicUrl) && publicUrl.startsWith('http:')) return { result: 'ok', fact: { code: 'own-machine' } };
  try {
    const { status } = await fetch(`${publicUrl}/healthz`, {
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    if (status !== 200) return { result: 'failed', fact: { code: 'answered', status } };
    const ends = await certificateEnds(new URL(publicUrl));
    const days = Math.floor((ends - now) / 86_400_000);
    return { result: days < leastDays ? 'failed' : 'ok', fact: { code: 'certificate', days } };
  } catch (error) {
    const told = lastCause(error);
    const fact = { code: 'error', message: told.message } as const;
    return { result: isDistrust(told) ? 'failed' : 'unknown', fact };
  }
}

/** The end of the certificate's time, in milliseconds since 1970. The certificate was found good just before. */
function certificateEnds({ hostname, port }: URL): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: hostname, port: Number(port || 443), servername: hostname, timeout: patience },
      () => {
        resolve(Date.parse(socket.getPeerCertificate().valid_to));
        socket.destroy();
      },
    );
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
  });
}

function lastCause(error: unknown): Error {
  const own = types.isNativeError(error) ? error : new Error(String(error));
  return types.isNativeError(own.cause) ? lastCause(own.cause) : own;
}

/** Node's and OpenSSL's names for what is wrong with a certificate. */
const isDistrust = (error: Error): boolean =>
  'code' in error && /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(String(error.code));
