import { z } from 'zod';
import { cut } from '../../language/cut.ts';
import { isObject, linesOfCard, textOfTeams, wordsIn } from './cardWords.ts';

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

/** Words of a message, and from where. */
export type MessagePart = { from: TakenFrom | 'body'; text: string };

/**
 * The words of a message: its subject, what it answers or passes on, its text, its cards, the names of its files. `taken`
 * says which of these there were.
 */
export function textOfMessage(message: MessagePayload): { parts: MessagePart[]; taken: TakenFrom[] } {
  const parts: MessagePart[] = [];
  const add = (from: MessagePart['from'], text: string): void => {
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
    parts,
    taken: [...new Set(parts.flatMap(({ from }) => (from === 'body' ? [] : [from])))],
  };
}

/** Without what no database keeps. */
const tidy = (text: string): string => text.replaceAll('\0', '').toWellFormed().trim();

type Attachment = NonNullable<MessagePayload['attachments']>[number];

function attachedText({ contentType, content, name }: Attachment): { from: TakenFrom; text: string } | null {
  const type = contentType ?? '';
  const held = objectIn(content);
  if (type === 'messageReference') return { from: 'quote', text: wordsIn(held['messagePreview']) };
  if (type === 'forwardedMessageReference')
    return { from: 'forwarded', text: textOfTeams(wordsIn(held['originalMessageContent'])) };
  if (type.startsWith('application/vnd.microsoft')) return { from: 'card', text: linesOfCard(held).join('\n') };
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
