import type { Person } from '../../cases/case.ts';
import { chatAddress } from '../../registry/chatAddress.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';

/** Somebody who helped to solve a swarm; `chat`: the address of a chat with them, where their mail is known. */
export type Solver = { name: string; chat: string | null };

/** People with the addresses of chats with them. */
export const withChats = (snapshot: RegistrySnapshot, people: readonly Person[]): Solver[] =>
  people.map(({ id, name }) => {
    const mail = snapshot.listed(id)?.engineer.mail;
    return { name, chat: chatAddress(mail) };
  });
