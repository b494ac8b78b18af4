import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../src/sandbox/doors/certificate.ts';

/** Addresses at which nobody answers, each for a reason of its own. */
export type Unreachable = {
  /** Each reason in words, its address, and what an operator reads of it. */
  cases: { why: string; address: string; told: RegExp; lasting: boolean }[];
  close(): Promise<void>;
};

/** Opens them on this machine; only the name that nobody knows needs a resolver. */
export async function openUnreachable(): Promise<Unreachable> {
  const folder = await mkdtemp(join(tmpdir(), 'unreachable-'));
  const { key, certificate: cert } = await makeCertificate(folder);
  const untrusted = createSecureServer({ key, cert }, (_request, response) => response.end('{}'));
  const breaking = createServer((socket) => socket.on('error', () => {}).once('data', () => socket.destroy()));
  const closed = createServer();
  const portOf = async (server: typeof closed): Promise<number> => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const [certificate, broken, refused] = [await portOf(untrusted), await portOf(breaking), await portOf(closed)];
  closed.close();
  const at = (port: number, sentence: string) => new RegExp(`^127\\.0\\.0\\.1:${port}: ${sentence}.*\\([A-Z_]+\\)$`);
  return {
    cases: [
      {
        ...{ why: 'its name is not known', address: 'https://graph.nowhere.invalid', lasting: true },
        told: /^graph\.nowhere\.invalid: the name is not known; check DNS .*\([A-Z_]+\)$/,
      },
      {
        ...{ why: 'nobody listens', address: `http://127.0.0.1:${refused}`, lasting: false },
        told: at(refused, 'nobody answers there; check the address, firewall and proxy'),
      },
      {
        ...{ why: 'the connection breaks off', address: `http://127.0.0.1:${broken}`, lasting: false },
        told: at(broken, 'the connection broke off'),
      },
      {
        ...{ why: 'its certificate is not trusted', address: `https://127.0.0.1:${certificate}`, lasting: true },
        told: at(certificate, 'the certificate is not trusted; .*NODE_EXTRA_CA_CERTS'),
      },
    ],
    async close() {
      untrusted.closeAllConnections();
      untrusted.close();
      breaking.close();
      await rm(folder, { recursive: true });
    },
  };
}
