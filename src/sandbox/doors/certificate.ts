import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { worldNow } from '../clock/moveClock.ts';

export type Certificate = { key: string; certificate: string; file: string };

/**
 * Makes a certificate for 127.0.0.1 and writes its public half to `folder`, so that a bot process can be told to trust
 * it by NODE_EXTRA_CA_CERTS (which Node reads at its start only). Good for a week.
 */
export async function makeCertificate(folder: string): Promise<Certificate> {
  const week = 7 * 24 * 3_600_000;
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    // An elliptic curve makes each handshake cheap, and clients make many.
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(worldNow() - 3_600_000),
    notAfterDate: new Date(worldNow() + week),
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  const file = join(folder, 'entra-certificate.pem');
  await writeFile(file, made.cert);
  return { key: made.private, certificate: made.cert, file };
}
