import { describe, expect, test } from '@jest/globals';
import { dialogText } from '../../../src/teams/actions/messageExtension.ts';
import { messagePayloadSchema, textOfMessage } from '../../../src/teams/actions/messageText.ts';
import { swarmThis } from '../../fixtures/typed/schema.ts';

describe('the text that “Swarm this” opens with', () => {
  test.each(swarmThis())('$name', ({ messagePayload, right }) => {
    const text = dialogText(textOfMessage(messagePayloadSchema.parse(messagePayload)).parts).text;
    const lines = text.split('\n').map((line) => line.trim());
    if (right.exactly !== undefined) expect(text).toBe(right.exactly);
    if (right.firstLine !== undefined) expect(lines[0]).toBe(right.firstLine);
    for (const words of right.has ?? []) expect(text).toContain(words);
    for (const words of right.lacks ?? []) expect(text).not.toContain(words);
    for (const words of right.once ?? []) expect(text.split(words)).toHaveLength(2);
    let from = 0;
    for (const line of right.lines ?? []) {
      const at = lines.indexOf(line, from);
      expect({ line, lines: at < 0 ? lines : null }).toEqual({ line, lines: null });
      from = at + 1;
    }
    for (const words of right.sameLine ?? [])
      expect(
        lines.some((line) =>
          new RegExp(
            words.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\\p{L}\\p{N}]+'),
            'u',
          ).test(line),
        ),
      ).toBe(true);
    if (right.wellFormed) {
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toContain('\0');
    }
    if (right.noCutGrapheme !== undefined) {
      const whole = right.noCutGrapheme;
      for (let units = 1; units < whole.length; units++)
        expect(text.endsWith(whole.slice(0, units)) && !text.endsWith(whole)).toBe(false);
    }
  });

  test.each([
    ['its subject', { subject: '【至急】VPN が切れる', body: { content: '毎時切れます。' } }, '至急'],
    ['its text', { body: { content: 'Hi,<br>URGENT: the VPN drops.' } }, 'URGENT'],
    [
      'no quote of it',
      {
        body: { content: 'The VPN drops, too.' },
        attachments: [{ contentType: 'messageReference', content: { messagePreview: 'URGENT: printing is down' } }],
      },
      '',
    ],
  ])('has the urgency that %s says, apart from its words', (_what, payload, said) => {
    const opened = dialogText(textOfMessage(messagePayloadSchema.parse(payload)).parts);
    expect({ severity: opened.severity, words: opened.words }).toEqual({
      ...(said === '' ? { severity: null, words: '' } : { severity: 'high', words: said }),
    });
    if (said !== '') expect(opened.text).not.toContain(said);
  });

  test.each([
    ['an object', {}],
    ['an object that no text can be made of', { toString: null }],
    ['a list', [['x']]],
    ['nothing', null],
  ])('is made of what is there when another app’s card has %s where words belong', (_what, odd) => {
    const attachments = [
      { contentType: 'messageReference', content: { messagePreview: odd } },
      { contentType: 'forwardedMessageReference', content: { originalMessageContent: odd } },
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: odd,
          body: [
            { type: 'TextBlock', text: 'The tunnel drops' },
            { type: 'RichTextBlock', inlines: [{ text: odd }] },
            { type: 'FactSet', facts: [{ title: 'Errors', value: 12 }] },
          ],
        },
      },
    ];
    const { parts } = textOfMessage(messagePayloadSchema.parse({ body: { content: 'Please look' }, attachments }));
    const text = parts.map((each) => each.text).join('\n\n');
    expect(text).toBe('Please look\n\nThe tunnel drops\nErrors: 12');
  });
});
