import { isIPv6 } from 'node:net';

/** Memory for the bodies of one kind of request that are under way at once. */
export type BodyPool = {
  /**
   * Begins to count a body of `holder` (an address, a person). Null: there is no room even for that. Until it is kept,
   * others may need its room: then it has left, and `giveWay` is called.
   */
  enter(holder: string, giveWay: () => void): BodyPlace | null;
};

/** What one body has of a pool. */
export type BodyPlace = {
  /** Counts so many bytes more. False: there is no room for them; then the body has left. */
  grow(bytes: number): boolean;
  /** The body is read: its sender waits for an answer, and gives way to nobody. */
  keep(): void;
  /** Gives everything back; a second time does nothing. */
  leave(): void;
};

/** What a body that is being read takes beside its bytes: its socket, its request, its parser. */
export const bodyOverhead = 16 * 1024;

/**
 * A pool of `most` bytes. Bytes count as they come: what somebody announces takes no room. When it is full, whoever
 * comes is heard, and one whose body is not whole gives way: the longest there, since who means it sends and is done.
 * A holder with more than `ofOne` bytes gives way before all others, so that one address or one person cannot fill it.
 * Addresses alone would not do: behind a balancer all callers have its own.
 */
export function createBodyPool({ most, ofOne }: { most: number; ofOne: number }): BodyPool {
  type Body = { holder: string; bytes: number; giveWay: () => void };
  let taken = 0;
  /** Bodies that may give way, the longest there first; and how much each holder has in them. */
  const coming = new Set<Body>();
  const held = new Map<string, number>();

  function count(body: Body, bytes: number): void {
    body.bytes += bytes;
    taken += bytes;
    const sum = (held.get(body.holder) ?? 0) + bytes;
    if (sum > 0) held.set(body.holder, sum);
    else held.delete(body.holder);
  }

  function nextToGo(): Body | undefined {
    let heaviest: string | null = null;
    let mostHeld = ofOne;
    for (const [holder, bytes] of held) if (bytes > mostHeld) [heaviest, mostHeld] = [holder, bytes];
    for (const body of coming) if (heaviest === null || body.holder === heaviest) return body;
    return undefined;
  }

  function makeRoom(bytes: number): boolean {
    while (taken + bytes > most) {
      const body = nextToGo();
      if (!body) return false;
      count(body, -body.bytes);
      coming.delete(body);
      body.giveWay();
    }
    return true;
  }

  return {
    enter(holder, giveWay) {
      if (!makeRoom(bodyOverhead)) return null;
      const body: Body = { holder, bytes: 0, giveWay };
      coming.add(body);
      count(body, bodyOverhead);
      let kept = 0;
      return {
        grow(bytes) {
          // Making room may send this very body away.
          if (!makeRoom(bytes) || !coming.has(body)) return false;
          count(body, bytes);
          return true;
        },
        keep() {
          if (!coming.delete(body)) return;
          kept = body.bytes - bodyOverhead;
          count(body, -body.bytes);
          taken += kept;
        },
        leave() {
          taken -= kept;
          kept = 0;
          if (coming.delete(body)) count(body, -body.bytes);
        },
      };
    },
  };
}

/**
 * Whom an address stands for: itself, or the network of an IPv6 address (its first 64 bits), all of which one
 * subscriber has. What a header says of where a request came from is anybody's to write, so it is not looked at.
 */
export function holderOf(address: string | undefined): string {
  if (address === undefined) return '';
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.split('::');
  const front = before === '' ? [] : before.split(':');
  const back = after === undefined || after === '' ? [] : after.split(':');
  const groups = after === undefined ? front : [...front, ...Array(8 - front.length - back.length).fill('0'), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
