import { z } from 'zod';

/** What an export may be written in. Those after UTF-8 are taken only where somebody says so: nothing tells them apart for sure. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** What somebody means by a name of an encoding: `Shift-JIS`, `cp932`, `latin1`; null when it is none that is read. */
export function encodingNamed(name: string): Encoding | null {
  const folded = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return alike.find(([, ...names]) => names.includes(folded))?.[0] ?? null;
}
const alike: readonly (readonly [Encoding, ...string[]])[] = [
  ['utf-8', 'utf8', 'utf8bom'],
  ['utf-16le', 'utf16le', 'utf16', 'unicode'],
  ['utf-16be', 'utf16be'],
  ['shift_jis', 'shiftjis', 'sjis', 'cp932', 'ms932', 'windows31j', 'csshiftjis'],
  ['windows-1252', 'windows1252', 'cp1252', 'ansi', 'latin1', 'iso88591'],
];

/** Bytes that are no text of the encoding they are said to be of. `line` counts from 1. */
export class UndecodableText extends Error {
  readonly encoding: Encoding;
  readonly line: number;
  constructor(encoding: Encoding, line: number) {
    super(`Line ${line} holds bytes that are no ${encoding}`);
    this.encoding = encoding;
    this.line = line;
  }
}

/**
 * What a text is written in, as far as it tells by itself: by its byte order mark, or because all of it is UTF-8. Null when
 * somebody has to say. ISO-2022-JP is plain ASCII to look at, and is named, since it would be read as UTF-8.
 */
export async function encodingTold(bytes: AsyncIterable<Uint8Array>): Promise<Encoding | 'iso-2022-jp' | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  let before = '';
  let isJis = false;
  try {
    for await (const chunk of bytes) {
      const [first, second] = chunk;
      if (isFirst && first === 0xff && second === 0xfe) return 'utf-16le';
      if (isFirst && first === 0xfe && second === 0xff) return 'utf-16be';
      isFirst &&= chunk.length === 0;
      const text = decoder.decode(chunk, { stream: true });
      isJis ||= jisEscape.test(before.slice(-2) + text);
      before = text;
    }
    decoder.decode();
    return isJis ? 'iso-2022-jp' : 'utf-8';
  } catch (fault) {
    if (!isUndecodable(fault)) throw fault;
    return null;
  }
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what tells it.
const jisEscape = /\u001b(?:\$[@B(]|\([JI])/;

/** The text, without its byte order mark. Throws UndecodableText with the line of the first byte that is none. */
export async function* decodedText(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  const told = (text: string): string => {
    // windows-1252 has no sign for five bytes; the decoder makes control signs of them, and no text holds those.
    const stray = encoding === 'windows-1252' ? text.search(/[\u0081\u008d\u008f\u0090\u009d]/) : -1;
    if (stray >= 0) throw new UndecodableText(encoding, line + breaksIn(text.slice(0, stray)));
    line += breaksIn(text);
    return text;
  };
  let last: Uint8Array = new Uint8Array();
  try {
    for await (const chunk of bytes) {
      last = chunk;
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield told(text);
    }
    last = new Uint8Array();
    yield told(decoder.decode());
  } catch (fault) {
    if (!isUndecodable(fault)) throw fault;
    const lenient = new TextDecoder(encoding).decode(last);
    const place = lenient.indexOf('\ufffd', 1);
    throw new UndecodableText(encoding, line + breaksIn(lenient.slice(0, Math.max(0, place))));
  }
}

/** What a decoder throws at bytes that are none of its encoding. */
const undecodable = z.looseObject({ code: z.literal('ERR_ENCODING_INVALID_ENCODED_DATA') });
const isUndecodable = (fault: unknown): boolean => undecodable.safeParse(fault).success;

const breaksIn = (text: string): number => text.split('\n').length - 1;
