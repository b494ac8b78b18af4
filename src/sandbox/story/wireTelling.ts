import { styleText } from 'node:util';
import type { WireEntry } from '../doors/feed.ts';
import type { StoryWords } from './storyWords.ts';

/**
 * Tells the calls that went over the wire since the last time: each to Graph by itself, those to the Bot Connector
 * counted by what they did. What the bot only reads, its tokens, and what Teams asks it are left out.
 */
export function createWireTelling(
  print: (line: string) => void,
  words: StoryWords['wire'],
): { heard(entry: WireEntry): void; tell(): void } {
  let heard: WireEntry[] = [];
  return {
    heard(entry) {
      if ((entry.door === 'graph' || entry.door === 'connector') && entry.method !== 'GET') heard.push(entry);
    },
    tell() {
      for (const entry of heard.filter((each) => each.door === 'graph'))
        print(line(`${entry.method} ${pathOf(entry)}`, [entry]));
      const connector = heard.filter((each) => each.door === 'connector');
      for (const [deed, entries] of Map.groupBy(connector, deedOf)) print(line(words[deed], entries));
      heard = [];
    },
  };
}

const deedOf = ({ method, url }: WireEntry): keyof StoryWords['wire'] => {
  if (method === 'PUT') return 'updated';
  if (method === 'DELETE') return 'deleted';
  return /\/activities/.test(url) ? 'sent' : 'opened';
};

const pathOf = ({ url }: WireEntry): string =>
  decodeURIComponent(new URL(url, 'http://sandbox').pathname)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
    .replace(/19:[^/]+/, '19:…');

function line(deed: string, entries: WireEntry[]): string {
  const [first] = entries;
  const statuses = [...new Set(entries.map((each) => each.status))];
  const bad = statuses.some((status) => status >= 400);
  const times = entries.length > 1 ? ` ×${entries.length}` : '';
  const slowest = Math.max(...entries.map((each) => Math.round(each.ms)));
  const told = `${(first?.door === 'graph' ? 'Graph' : 'Connector').padEnd(10)}${deed}${times}`;
  return `${' '.repeat(12)}${styleText('dim', told)} ${styleText(bad ? 'red' : 'green', statuses.join(' '))} ${styleText('dim', `${slowest} ms`)}`;
}
