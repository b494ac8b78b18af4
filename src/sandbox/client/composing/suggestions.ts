import type { ConversationView } from '../../people/views.ts';
import type { CommandList } from '../../window/views.ts';
import type { Roster } from './roster.ts';

/** Something that can take the place of what was typed. `alias` null: the bot. */
export type Suggestion =
  | { kind: 'command'; key: string; name: string; note: string; from: 0; insert: string }
  | { kind: 'mention'; key: string; name: string; note: string; from: number; insert: string; alias: string | null };

const most = 8;

/** The app's commands that may be typed in a conversation, as its manifest lists them for that scope. */
export function commandsIn(lists: readonly CommandList[], conversation: ConversationView): CommandList['commands'] {
  const scope = { personal: 'personal', groupChat: 'groupChat', channel: 'team' } as const;
  const isPersonal = conversation.kind === 'personal';
  return (
    lists
      .filter(({ scopes }) => scopes.includes(scope[conversation.kind]))
      // In the bot's own chat every message is for it, so its commands are offered there without a trigger of their own.
      .filter(({ triggers }) => isPersonal || triggers.includes('slash'))
      .flatMap(({ commands }) => commands)
  );
}

/** What fits the words before the caret: commands after a slash at the very beginning, people after an @. */
export function suggestionsFor(
  before: string,
  offered: { commands: CommandList['commands']; roster: Roster; bot: string | null; who: string },
): Suggestion[] {
  const slash = /^[/／]([^\n]*)$/u.exec(before);
  if (slash !== null) {
    const typed = (slash[1] ?? '').toLowerCase();
    return offered.commands
      .filter(({ title }) => title.toLowerCase().startsWith(typed))
      .map(({ title, description }) => ({
        kind: 'command',
        key: title,
        name: `/${title}`,
        note: description,
        from: 0,
        insert: `/${title} `,
      }));
  }
  const at = /(?:^|\s)[@＠]([^@＠\n]{0,40})$/u.exec(before);
  if (at === null) return [];
  const typed = (at[1] ?? '').toLowerCase();
  const from = before.length - (at[1] ?? '').length - 1;
  const people = offered.roster.filter(({ alias }) => alias !== offered.who);
  const all = [...(offered.bot === null ? [] : [{ alias: null, name: offered.bot }]), ...people];
  return all
    .filter(({ alias, name }) => `${name} ${alias ?? ''}`.toLowerCase().includes(typed))
    .slice(0, most)
    .map(({ alias, name }) => ({
      kind: 'mention',
      key: alias ?? 'bot',
      name,
      note: alias ?? '',
      from,
      insert: `@${name} `,
      alias,
    }));
}

/** What is sent of what was typed: mentions in Teams' form; the bot's own stands apart. */
export function sentText(
  typed: string,
  known: { people: Roster; bot: string },
): { text: string; mentions: string[]; mentionBot: boolean } {
  const mentionBot = typed.includes(`@${known.bot}`);
  let text = typed.replaceAll(`@${known.bot}`, '').trim();
  const mentions: string[] = [];
  for (const { alias, name } of known.people) {
    if (!text.includes(`@${name}`)) continue;
    text = text.replaceAll(`@${name}`, `<at>${name}</at>`);
    mentions.push(alias);
  }
  return { text, mentions, mentionBot };
}
