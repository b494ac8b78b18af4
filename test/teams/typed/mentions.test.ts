import { describe, expect, test } from '@jest/globals';
import { caseKey } from '../../../src/cases/ids/caseKey.ts';
import { createCaseMeant } from '../../../src/cases/ids/caseMeant.ts';
import { parseRequest } from '../../../src/teams/commands/parsing/parse.ts';
import { inboundSchema } from '../../../src/teams/inbound/inbound.ts';
import { wordsOf } from '../../../src/teams/inbound/words.ts';
import { mentions } from '../../fixtures/typed/schema.ts';

const { botId, stored, says } = mentions();
const known = stored.map((id) => ({ id, key: caseKey(id) }));
const caseMeant = createCaseMeant(async (keys) => known.filter(({ key }) => keys.includes(key)));

/** A message in a channel as it arrives. */
const arriving = (text: string, entities: unknown[]) =>
  inboundSchema.parse({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.example/',
    from: { id: '29:mika' },
    recipient: { id: botId },
    conversation: { id: '19:channel@thread.tacv2', conversationType: 'channel' },
    ...{ text, entities },
  });

describe('a message that mentions the bot', () => {
  test.each(says)('$text', async ({ text, entities, right }) => {
    const { words, isMentioned } = wordsOf(arriving(text, entities));
    expect(isMentioned).toBe(true);
    const request = parseRequest(words, isMentioned);
    if (!request) throw new Error('The bot was not meant');
    switch (request.kind) {
      case 'case':
      case 'said': {
        const meant = await caseMeant(request.words);
        return expect(right).toContainEqual(meant.kind === 'one' ? { kind: 'case', caseId: meant.caseId } : meant);
      }
      case 'courtesy':
        return expect(right).toContainEqual({ kind: 'courtesy' });
      case 'panel':
        return expect(right).toContainEqual({ kind: 'command', command: 'help' });
      default:
        return expect(right).toContainEqual({ ...request, kind: 'command', command: request.kind });
    }
  });

  test.each([
    ['<at>Swarm</at> ask <at>田中 健二</at> about the VPN', 'ask 田中 健二 about the VPN'],
    ['<quoted messageId="1"/> <at>Swarm</at> the VPN drops', 'the VPN drops'],
    ['<at>Swarm</at> if a < b && b > c, AKS stops', 'if a < b && b > c, AKS stops'],
    ['<at>Swarm</at> the tag <at> in a template is not closed', 'the tag <at> in a template is not closed'],
  ])('keeps all other words: %s', (text, words) => {
    const entities = [
      { type: 'mention', mentioned: { id: botId, name: 'Swarm' }, text: '<at>Swarm</at>' },
      { type: 'mention', mentioned: { id: '29:tanaka', name: '田中 健二' }, text: '<at>田中 健二</at>' },
    ];
    expect(wordsOf(arriving(text, entities)).words).toBe(words);
  });
});
