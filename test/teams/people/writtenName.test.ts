import { describe, expect, test } from '@jest/globals';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { createDirectory } from '../../../src/teams/people/directory.ts';
import { peopleTyped } from '../../../src/teams/people/writtenName.ts';
import { people } from '../../fixtures/typed/schema.ts';

const { registered, typed: says } = people();
const { personNamed } = createDirectory({
  registry: {
    snapshot: createSnapshot({
      technologies: [],
      skills: [],
      engineers: registered.map(({ id, name, mail, reading }) => ({
        ...{
          id,
          name,
          mail,
          ...(reading === undefined ? {} : { reading }),
          zone: 'Asia/Tokyo',
          hours: { days: [1], from: '09:00', to: '17:00' },
          lead: false,
        },
        ...{ mostSwarms: 2, awayUntil: null, languages: ['ja' as const] },
      })),
    }),
  },
  chats: { find: () => Promise.reject(new Error('Nobody’s chat is needed to know a name')) },
  clock: () => 0,
});
function meant(typed: string): string[] {
  const found = personNamed(typed);
  return found.kind === 'one' ? [found.it.id] : found.kind === 'several' ? found.among.map(({ id }) => id) : [];
}

describe('a person, however they are typed', () => {
  test.each(says.map((each) => [each.typed, each.right] as const))('%j', (typed, right) => {
    const found = peopleTyped(typed).flatMap(meant);
    const wanted = right.kind === 'one' ? [right.person] : right.kind === 'nobody' ? [] : right.people;
    expect([...new Set(found)].toSorted()).toEqual([...wanted].toSorted());
  });
});
