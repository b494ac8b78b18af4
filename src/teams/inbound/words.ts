import { decodeHTML } from 'entities';
import type { Inbound } from './inbound.ts';

/**
 * What was written to the bot: without the bot's own mention and what stood between it and the words, other mentions by
 * their names, and without the marks of what is quoted. A name is nobody's mention, whatever it holds: what was put in
 * is not looked through again.
 */
export function wordsOf({ text, entities, recipient, attachments }: Inbound): { words: string; isMentioned: boolean } {
  const mentions = (entities ?? []).flatMap(({ type, text: tag, mentioned }) =>
    type === 'mention' && mentioned
      ? [{ tag: tag ?? '', name: mentioned.name ?? '', isBot: mentioned.id === recipient.id }]
      : [],
  );
  const isMentioned = mentions.some(({ isBot }) => isBot);
  const written = withLinks((text ?? '').replace(quoted, ' '), attachments ?? []);
  const tags = [...new Set(mentions.map(({ tag }) => tag).filter((tag) => tag !== ''))].map(literally);
  const pattern = new RegExp([...tags, anyMention].join('|'), 'gi');
  const told = /^\s*<(?:p|div)\b/i.test(written) ? unwrapped(written) : written;
  const calledTo = calledOn(told);
  const words = told.replace(pattern, (tag, at: number) => {
    const inner = decodeHTML(tag.replace(/^<at\b[^>]*>|<\/at>$/gi, ''));
    const meant = mentions.find((each) => each.tag === tag) ?? mentions.find((each) => sameName(each, inner));
    if (!meant) return inner;
    if (meant.isBot) return botsPlace;
    return at < calledTo ? ' ' : meant.name;
  });
  return { words: withoutBot(words).trim(), isMentioned };
}

/** Where a link has a name, the words have that alone: its address is in the HTML beside them. */
function withLinks(words: string, attachments: NonNullable<Inbound['attachments']>): string {
  const own = words.replace(anchor, (_, href: string, inner: string) => linkOf(href, inner));
  let told = own;
  for (const { contentType, content } of attachments.slice(0, 5)) {
    if (contentType !== 'text/html' || typeof content !== 'string') continue;
    for (const [, href = '', inner = ''] of [...content.slice(0, 100_000).matchAll(anchor)].slice(0, mostLinks)) {
      const name = plainName(inner);
      const at = told.includes(decodeHTML(href)) || name === '' ? -1 : told.indexOf(name);
      if (at >= 0) told = `${told.slice(0, at)}${linkOf(href, inner)}${told.slice(at + name.length)}`;
    }
  }
  return told;
}

const mostLinks = 20;
const anchor =
  /<a\b[^<>]*?\bhref="((?:https?|ms-[a-z-]+):[^"<>]{1,2000})"[^<>]*>([^<>]{0,500}(?:<(?!\/a>)[^<>]*>[^<>]{0,500}){0,20})<\/a>/gi;

function linkOf(href: string, inner: string): string {
  const [address, name] = [decodeHTML(href), plainName(inner)];
  return name === '' || name === address ? address : `[${name.replace(/[[\]]/g, ' ')}](${address})`;
}

const plainName = (inner: string): string => decodeHTML(inner.replace(/<[^<>]*>/g, '')).trim();

/** Teams marks what a message answers: `<quoted messageId="1772050244572"/>`. */
const quoted = /<quoted\b[^>]*(?:\/>|>[\s\S]*?<\/quoted>)/gi;
/** However its tag is written: the entity does not always repeat it sign for sign. */
const anyMention = String.raw`<at\b[^<>]*>[^<]*<\/at>`;
/** Stands for the bot while its surroundings are looked at: no text has it. */
const botsPlace = '\u{f0000}';

const sameName = ({ tag, name }: { tag: string; name: string }, inner: string): boolean =>
  [name, decodeHTML(tag.replace(/^<at\b[^>]*>|<\/at>$/gi, ''))].some(
    (each) => each.toLowerCase() === inner.toLowerCase(),
  );

/** Whom one speaks to is called さん, and set off by a comma or a colon. */
const withoutBot = (words: string): string =>
  words.replace(
    /[\s\u00a0]*\u{f0000}(?:\s|&nbsp;|\u00a0)*(?:さん|様|くん|君|ちゃん)?(?:\s|&nbsp;|\u00a0)*[、,:：;]?/gu,
    ' ',
  );

/** How far those reach who are called on before a number: they are no part of what is said of it, as in `@Swarm @Kenji 4740`. */
function calledOn(written: string): number {
  const [called = ''] = /^(?:\s*<at\b[^<>]*>[^<]*<\/at>[\s,、:：]*)+/i.exec(written) ?? [];
  return /^[^\s\p{L}]{0,2}[^\s<]*\d/u.test(written.slice(called.length)) ? called.length : 0;
}

/** A message that comes as HTML: its paragraphs are lines. */
const unwrapped = (html: string): string =>
  html.replace(/<\/(?:p|div)>|<br\s*\/?>/gi, '\n').replace(/<(?:p|div|span)\b[^>]*>|<\/span>/gi, '');

/** A pattern for just these words. */
const literally = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
