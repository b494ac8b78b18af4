import type { SkillsRegistry } from '../../src/registry/registry.ts';
import { createDeputyMeantInTab } from '../../src/teams/actions/deputyMeant.ts';
import { createMeaning } from '../../src/teams/actions/meaning.ts';
import { createDirectory } from '../../src/teams/people/directory.ts';

/** Whom somebody names in the tab, by the bot's own rules; outside of the registry nobody is found. */
export function deputyMeantIn(registry: SkillsRegistry, clock: () => number) {
  const directory = createDirectory({ registry, chats: { find: async () => null }, clock });
  const meaning = createMeaning(directory, { lookUp: async () => null });
  return createDeputyMeantInTab({ registry, meaning, clock });
}
