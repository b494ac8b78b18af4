import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it came, ids in hexadecimal. */
export type SpanSeen = {
  traceId: string;
  spanId: string;
  parentId: string;
  name: string;
  attributes: Record<string, string | number | boolean | string[]>;
  links: string[];
};

/** A collector on this machine: what is sent to it by OTLP over HTTP (protobuf), byte by byte and read. */
export type Collector = {
  address: string;
  spans(): SpanSeen[];
  metricNames(): Set<string>;
  /** Every text that was sent anywhere in anything, ids of traces left out. */
  texts(): Set<string>;
  close(): Promise<void>;
};

export async function startCollector(): Promise<Collector> {
  const traces: Buffer[] = [];
  const metrics: Buffer[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      (request.url === '/v1/traces' ? traces : metrics).push(Buffer.concat(parts));
      // Restify, which the sandbox has loaded, has a writeHead of its own that gives nothing back.
      response.setHeader('content-type', 'application/x-protobuf');
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => traces.flatMap((body) => messages(body, 1, 2, 2).map(spanOf)),
    metricNames: () => new Set(metrics.flatMap((body) => messages(body, 1, 2, 2).map((each) => text(each, 1)))),
    texts: () => new Set([...traces, ...metrics].flatMap(textsIn)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The fields of a protobuf message: its numbers, with what is in each (a number for the kinds of fixed length). */
function fieldsOf(message: Buffer): { field: number; bytes: Buffer | null; number: number }[] {
  const fields: ReturnType<typeof fieldsOf> = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('cut short');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        fields.push({ field, bytes: null, number: varint() });
        break;
      case 1:
        fields.push({ field, bytes: null, number: message.readDoubleLE(at) });
        at += 8;
        break;
      case 2: {
        const length = varint();
        if (at + length > message.length) throw new RangeError('cut short');
        fields.push({ field, bytes: message.subarray(at, at + length), number: 0 });
        at += length;
        break;
      }
      case 5:
        fields.push({ field, bytes: null, number: message.readUInt32LE(at) });
        at += 4;
        break;
      default:
        throw new RangeError('no such kind of field');
    }
    if (field === 0) throw new RangeError('no field');
  }
  return fields;
}

/** The messages that lie under this path of field numbers. */
const messages = (message: Buffer, ...path: number[]): Buffer[] => {
  const [first, ...others] = path;
  if (first === undefined) return [message];
  return fieldsOf(message)
    .filter(({ field }) => field === first)
    .flatMap(({ bytes }) => (bytes ? messages(bytes, ...others) : []));
};
const text = (message: Buffer, field: number): string => messages(message, field)[0]?.toString('utf8') ?? '';
const hex = (message: Buffer, field: number): string => messages(message, field)[0]?.toString('hex') ?? '';

function spanOf(message: Buffer): SpanSeen {
  const attributes = messages(message, 9).map((pair) => [text(pair, 1), heldIn(messages(pair, 2)[0])] as const);
  return {
    traceId: hex(message, 1),
    spanId: hex(message, 2),
    parentId: hex(message, 4),
    name: text(message, 5),
    attributes: Object.fromEntries(attributes),
    links: messages(message, 13).map((link) => hex(link, 1)),
  };
}

function heldIn(message: Buffer = Buffer.alloc(0)): SpanSeen['attributes'][string] {
  const [held] = fieldsOf(message);
  if (held?.field === 5 && held.bytes) return messages(held.bytes, 1).map((each) => String(heldIn(each)));
  if (held?.field === 2) return held.number === 1;
  return held?.bytes ? held.bytes.toString('utf8') : (held?.number ?? '');
}

/** Every run of bytes that can be read as text, at whatever depth. What is none of ours to tell would be in one of them. */
function textsIn(message: Buffer): string[] {
  let fields: ReturnType<typeof fieldsOf>;
  try {
    fields = fieldsOf(message);
  } catch {
    return [];
  }
  return fields.flatMap(({ bytes }) => {
    if (!bytes || bytes.length === 0) return [];
    const read = bytes.toString('utf8');
    return [...(read.includes('\ufffd') ? [] : [read]), ...textsIn(bytes)];
  });
}
