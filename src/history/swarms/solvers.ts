import type { Person } from '../../cases/case.ts';
import { isFormerColleague } from '../../language/formerColleague.ts';
import { chatAddress } from '../../registry/chatAddress.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';

/** Somebody who helped to solve a swarm; `chat`: the address of a chat with them, where their mail is known. */
export type Solver = { name: string; chat: string | null };

/** People with the addresses of chats with them, but those who have left, or were erased: nobody can ask them. */
export const withChats = (snapshot: RegistrySnapshot, people: readonly Person[]): Solver[] =>
  people.flatMap(({ id, name }) => {
    if (snapshot.left(id) || isFormerColleague(name)) return [];
    return [{ name, chat: chatAddress(snapshot.listed(id)?.engineer.mail) }];
  });
