import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import { textOfHtml } from '../../reading/markup.ts';

/** A message as Teams hands it to a message action (`messagePayload`), as far as it is read. */
export const messagePayloadSchema = z.looseObject({
  subject: z.string().max(2000).nullish(),
  body: z
    .looseObject({ contentType: z.string().max(40).nullish(), content: z.string().max(500_000).nullish() })
    .nullish(),
  attachments: z
    .array(
      z.looseObject({
        contentType: z.string().max(200).nullish(),
        content: z.unknown().optional(),
        name: z.string().max(1000).nullish(),
      }),
    )
    .max(50)
    .nullish(),
});
export type MessagePayload = z.infer<typeof messagePayloadSchema>;

/** From where words of a message were taken, beside its own text. */
export type TakenFrom = 'subject' | 'quote' | 'forwarded' | 'card' | 'file';

/**
 * The words of a message: its subject, what it answers or passes on, its text, its cards, the names of its files. `taken`
 * says which of these there were.
 */
export function textOfMessage(message: MessagePayload): { text: string; taken: TakenFrom[] } {
  const parts: { from: TakenFrom | 'body'; text: string }[] = [];
  const add = (from: TakenFrom | 'body', text: string): void => {
    const words = tidy(text);
    if (words !== '') parts.push({ from, text: words });
  };
  const { body } = message;
  const told = tidy(body?.contentType === 'text' ? (body.content ?? '') : textOfTeams(body?.content ?? ''));
  const subject = tidy(message.subject ?? '');
  // A post often begins with its subject once more.
  if (subject !== '' && told.split('\n', 1)[0] !== subject) add('subject', subject);
  const attached = (message.attachments ?? []).flatMap((each) => attachedText(each) ?? []);
  for (const { from, text } of attached) if (from === 'quote' || from === 'forwarded') add(from, text);
  add('body', told);
  for (const { from, text } of attached) if (from === 'card' || from === 'file') add(from, text);
  return {
    text: parts.map(({ text }) => text).join('\n\n'),
    taken: [...new Set(parts.flatMap(({ from }) => (from === 'body' ? [] : [from])))],
  };
}

/** Without what no database keeps. */
const tidy = (text: string): string => text.replaceAll('\0', '').toWellFormed().trim();

/** The words of Teams' own HTML: code blocks are code, an emoji is its sign, nested lists begin on a line of their own. */
const textOfTeams = (html: string): string =>
  textOfHtml(
    html
      .replace(/<emoji\b[^<>]*?\salt="([^"]{1,40})"[^<>]*>(?:<\/emoji>)?/gi, '$1')
      .replace(/(<\/?)codeblock\b[^<>]*>/gi, '$1pre>')
      .replace(/<(?=(?:ul|ol)\b)/gi, '<br><')
      // A sign within an attribute closes no tag.
      .replace(/\s[\w:-]{1,40}="[^"<]{0,2000}"/g, (attribute) => attribute.replaceAll('>', '&gt;')),
  );

type Attachment = NonNullable<MessagePayload['attachments']>[number];

function attachedText({ contentType, content, name }: Attachment): { from: TakenFrom; text: string } | null {
  const type = contentType ?? '';
  const held = objectIn(content);
  if (type === 'messageReference') return { from: 'quote', text: String(held['messagePreview'] ?? '') };
  if (type === 'forwardedMessageReference')
    return { from: 'forwarded', text: textOfTeams(String(held['originalMessageContent'] ?? '')) };
  if (type.startsWith('application/vnd.microsoft')) return { from: 'card', text: linesOf(held, 0).join('\n') };
  return name ? { from: 'file', text: name } : null;
}

function objectIn(content: unknown): Record<string, unknown> {
  try {
    const parsed: unknown = typeof content === 'string' ? JSON.parse(cut(content, 200_000)) : content;
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const deepest = 20;

/** What a card says, line by line, of whatever kind it is: adaptive, of a connector, hero and the like. */
function linesOf(part: unknown, depth: number): string[] {
  if (depth > deepest) return [];
  if (Array.isArray(part)) return part.flatMap((each) => linesOf(each, depth + 1));
  if (!isObject(part)) return [];
  const type = String(part['type'] ?? '');
  if (type.startsWith('Action.') || type.startsWith('Input.') || type === 'Image' || type === 'Media') return [];
  if (type === 'RichTextBlock') return [inlineText(part['inlines'])];
  if (type === 'TableRow') return [cellsOf(part['cells'], depth).join('  ')];
  const own = ['title', 'activityTitle', 'subtitle', 'activitySubtitle', 'text', 'activityText'].flatMap((key) =>
    typeof part[key] === 'string' ? [textOfTeams(part[key])] : [],
  );
  const facts = (Array.isArray(part['facts']) ? part['facts'] : []).flatMap((fact: unknown) =>
    isObject(fact) ? [`${fact['title'] ?? fact['name'] ?? ''}: ${fact['value'] ?? ''}`] : [],
  );
  const inner = ['body', 'items', 'columns', 'rows', 'sections', 'content'].flatMap((key) =>
    linesOf(part[key], depth + 1),
  );
  return [...own, ...facts, ...inner].filter((line) => line.trim() !== '');
}

const inlineText = (inlines: unknown): string =>
  (Array.isArray(inlines) ? inlines : [])
    .map((each: unknown) => (typeof each === 'string' ? each : isObject(each) ? String(each['text'] ?? '') : ''))
    .join('');

const cellsOf = (cells: unknown, depth: number): string[] =>
  (Array.isArray(cells) ? cells : []).map((cell: unknown) => linesOf(cell, depth + 1).join(' '));
