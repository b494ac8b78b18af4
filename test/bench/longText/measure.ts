import type { Door } from './doors.ts';
import type { TextKind } from './kinds.ts';

/** So much of what the door takes. */
export function textFor({ most, mostBytes }: Door, kind: TextKind, part: number): string {
  let length = Math.max(1, Math.floor(most * part));
  let text = kind.of(length);
  while (mostBytes !== undefined && Buffer.byteLength(text) > mostBytes * part) {
    length = Math.floor((length * mostBytes * part * 0.99) / Buffer.byteLength(text));
    text = kind.of(length);
  }
  return text;
}

/** Of this thread alone: other programs may have the processor. A refusal is an answer too. */
export function milliseconds(door: Door, text: string): number {
  const before = process.threadCpuUsage();
  door.take(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
