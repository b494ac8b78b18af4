import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { createAliasIndex } from '../../detection/aliases.ts';
import { comparable, spanInOriginal } from '../../detection/text.ts';
import { cut } from '../../language/cut.ts';
import type { RegistrySnapshot } from '../../registry/snapshot.ts';
import type { Technology } from '../../registry/technology.ts';
import { aliasesOf as namesBeside } from '../../registry/writings.ts';
import { swarmSearch } from '../../store/swarmTables.ts';
import {
  hostBefore,
  monthToken,
  searchableWords,
  signedWords,
  technologyToken,
  type WantedToken,
  wantedTokens,
} from '../../swarm/service/searchWords.ts';

/**
 * What somebody looks for: every group must be found. `own` is what they wrote; `aliases` are other writings of the
 * technology it names, in either language.
 */
export type SearchGroup = { own: string; aliases: string[]; technologies: string[] };

/**
 * A technology that must be there, and months (an instant of each) one of which it must have been planned in.
 * `frequent`: groups by their place that most rows have; they are looked for in the rows found, not in the index. `whole`: words as
 * they are written, and none that merely begins so: of a beginning the index gathers every row there is before it looks at months.
 */
export type Narrowing = {
  technology?: string;
  months?: readonly string[];
  frequent?: ReadonlySet<number>;
  whole?: boolean;
};

export type SearchReader = (words: string) => SearchGroup[];

const mostGroups = 12;
const mostAliases = 60;

/** Reads what people look for, with the registry's technologies as they are at the time. */
export function createSearchReader(snapshot: RegistrySnapshot): SearchReader {
  let built: { revision: number; technologies: Technology[]; index: ReturnType<typeof createAliasIndex> } | null = null;
  const current = () => {
    const revision = snapshot.technologiesRevision();
    if (built?.revision !== revision) {
      const technologies = snapshot.technologies();
      built = { revision, technologies, index: createAliasIndex(technologies) };
    }
    return built;
  };

  return (words) => {
    const { technologies, index } = current();
    const text = comparable(cut(words, 500));
    const named = Map.groupBy(index.hits(text), ({ from, to }) => `${from} ${to}`);
    const groups: SearchGroup[] = [];
    let rest = 0;
    const spans = [...named.values()].map((hits) => {
      const meant = [...new Set(hits.map(({ alias }) => alias.technology))].flatMap((at) => technologies[at] ?? []);
      const [first = { from: 0, to: 0 }] = hits;
      return { ...spanInOriginal(text, first.from, first.to), meant };
    });
    for (const { start, end, meant } of spans.sort((a, b) => a.start - b.start)) {
      groups.push(...plainTerms(text.original.slice(rest, start)));
      groups.push({
        own: searchableWords([text.original.slice(start, end)]),
        aliases: aliasesOf(meant),
        technologies: meant.map(({ id }) => id),
      });
      rest = Math.max(rest, end);
    }
    groups.push(...plainTerms(text.original.slice(rest)));
    return groups.filter(({ own }) => wantedTokens(own).length > 0).slice(0, mostGroups);
  };
}

/**
 * The condition that a row of `swarm_search` has every group; `null` when there is nothing to look for. The tokens
 * find rows by the index; of long Japanese words the words themselves then tell that they stand as they are written.
 * `narrowing`: what else the index should look for.
 */
export function searchCondition(groups: readonly SearchGroup[], narrowing: Narrowing = {}): SQL | null {
  if (groups.length === 0) return null;
  const { technology, months = [], frequent, whole = false } = narrowing;
  const query = [
    ...groups.filter((_, at) => !frequent?.has(at)).map((group) => groupQuery(group, { whole })),
    ...(technology ? [exactly(technologyToken(technology))] : []),
    ...(months.length > 0 ? [`(${months.map((each) => exactly(monthToken(each))).join(' | ')})`] : []),
  ].join(' & ');
  const conditions = query === '' ? [] : [sql`${swarmSearch.tokens} @@ ${query}::tsquery`];
  for (const [at, group] of groups.entries()) if (frequent?.has(at)) conditions.push(looked(hasGroup(group)));
  return sql.join([...conditions, ...standsAsWritten(groups)], sql` and `);
}

/** What tokens cannot tell: that four Japanese characters and more stand side by side. */
export function standsAsWritten(groups: readonly SearchGroup[]): SQL[] {
  return groups.flatMap(({ own, aliases, technologies }) => {
    const [sideBySide, sure] = parted([own, ...aliases], needsLook);
    if (sideBySide.length === 0) return [];
    const written = sideBySide.map(standsIn);
    const tokens = otherTokens({ aliases: sure.filter((each) => each !== own), technologies });
    if (sure.includes(own)) tokens.push(tokenQuery(own));
    if (tokens.length > 0) written.push(sql`${swarmSearch.tokens} @@ ${tokens.join(' | ')}::tsquery`);
    return [looked(sql.join(written, sql` or `))];
  });
}

/** Whether a row of `swarm_search` is of a technology. */
export const technologyCondition = (technology: string): SQL =>
  sql`${swarmSearch.tokens} @@ ${exactly(technologyToken(technology))}::tsquery`;

/** Whether a row of `swarm_search` has the tokens of a group. */
export const hasGroup = (group: SearchGroup): SQL => sql`${swarmSearch.tokens} @@ ${groupQuery(group)}::tsquery`;

/** Each writing once: the index looks for every one that it is given. */
function groupQuery(group: SearchGroup, { whole = false } = {}): string {
  const own = tokenQuery(group.own, { whole });
  const isBeginning = own.endsWith("':*");
  const others = otherTokens(group).filter((each) => !(isBeginning && each.startsWith(own.slice(0, -"':*".length))));
  return `(${[...new Set([own, ...others])].join(' | ')})`;
}

/**
 * Whether a row of `swarm_search` may have every group, by its words and by the technologies of its swarm alone. Tokens lie apart from
 * their row, and to fetch and unpack them takes three times as long: so they are asked only of what may have them.
 */
export const mayHave = (groups: readonly SearchGroup[], technologies: SQLWrapper): SQL =>
  sql.join(
    groups.map(({ own, aliases, technologies: named }) => {
      const ofThem = named.length > 0 ? [sql`${technologies} && ${textArray(named)}`] : [];
      const writings = [...new Set([own, ...aliases])];
      const written = writings.map((each) => sql.join(wantedTokens(each).map(standsAnywhere), sql` and `));
      return sql`(${sql.join([...ofThem, ...written], sql` or `)})`;
    }),
    sql` and `,
  );

/** A token is of neighbouring letters of the words; one of three Japanese characters has a sign before them. */
const standsAnywhere = ({ token }: WantedToken): SQL => contains(token.replace(/^~/, ''));

/** Ten times as fast as `like`, which walks through each letter; and a pattern would have signs of its own. */
const contains = (words: string): SQL => sql`strpos(${swarmSearch.words}, ${words}) > 0`;

const textArray = (ids: readonly string[]): SQL =>
  sql`array[${sql.join(
    ids.map((each) => sql`${each}`),
    sql`, `,
  )}]::text[]`;

/** What is to be seen from a row itself. As a case it asks no index, and the database guesses no number of rows from it. */
export const looked = (condition: SQL): SQL => sql`case when ${condition} then true else false end`;

/** Words whose tokens could stand apart although they are one word: four Japanese characters and more. */
const needsLook = (words: string): boolean => /[^ -~]{4}/.test(words) || signedWords(words).length > 0;

/** Whether a row has words as they are written; `c#` and `.net` as words of their own, which `.network` and a host's name are not. */
function standsIn(words: string): SQL {
  if (!signedWords(words).includes(words)) return contains(words);
  const host = hostBefore(words);
  const beforeDot = host === null ? '' : `(?<!${host})`;
  const [before, after] = [words.startsWith('.') ? beforeDot : '(^|[^a-z0-9])', '($|[^a-z0-9+#])'];
  return sql`${swarmSearch.words} ~ ${`${before}${words.replace(/[.+#]/g, '\\$&')}${after}`}`;
}

function parted<T>(all: readonly T[], test: (each: T) => boolean): [T[], T[]] {
  return [all.filter((each) => test(each)), all.filter((each) => !test(each))];
}

/** Words between known technologies, at spaces and at Japanese particles between words of Han or katakana. */
function plainTerms(written: string): SearchGroup[] {
  return (
    written
      .normalize('NFKC')
      .split(/\s+/)
      .flatMap((part) =>
        part
          .replace(/^[のをがはにでとへもや、。]+(?=[^\p{Script=Hiragana}]|$)|[のをがはにでとへもや、。]+$/gu, '')
          .split(
            /(?<=[\p{Script=Han}\p{Script=Katakana}ー])[のをがはにでとへ](?=[\p{Script=Han}\p{Script=Katakana}])/u,
          ),
      )
      // What parts words in a sentence; not the signs of `C#`, `C++` and `.NET`.
      .map((part) => part.replace(/^[^\p{L}\p{M}\p{N}.]+|[^\p{L}\p{M}\p{N}+#]+$/gu, ''))
      .map((part) => ({ own: searchableWords([part]), aliases: [], technologies: [] }))
  );
}

/** Other writings of technologies; one that holds another (サーバー証明書, 証明書) would find nothing more. */
function aliasesOf(technologies: readonly Technology[]): string[] {
  const writings = technologies.flatMap((each) => [each.name.en, each.name.ja, ...namesBeside(each)]);
  const folded = [...new Set(writings.map((each) => searchableWords([each])))].sort((a, b) => a.length - b.length);
  const kept: string[] = [];
  for (const each of folded) {
    const found = kept.some((shorter) =>
      /^[^ -~]+$/.test(shorter) ? each.includes(shorter) : ` ${each} `.includes(` ${shorter} `),
    );
    if (!found && wantedTokens(each).length > 0) kept.push(each);
  }
  return kept.slice(0, mostAliases);
}

const otherTokens = ({ aliases, technologies }: Pick<SearchGroup, 'aliases' | 'technologies'>): string[] => [
  ...technologies.map((id) => quoted({ token: technologyToken(id), beginning: false })),
  // An alias is meant as it stands: with its mere beginning `ad` would find `address`.
  ...aliases.map((alias) => tokenQuery(alias, { whole: true })),
];

function tokenQuery(words: string, { whole = false } = {}): string {
  const tokens = wantedTokens(words).map((wanted) => quoted(whole ? { ...wanted, beginning: false } : wanted));
  return tokens.length > 1 ? `(${tokens.join(' & ')})` : (tokens[0] ?? '');
}

const exactly = (token: string): string => quoted({ token, beginning: false });

/** As tsquery's own syntax has it; whatever a person writes stays inside the quotes. */
const quoted = ({ token, beginning }: WantedToken): string =>
  `'${token.replace(/['\\]/g, '$&$&')}'${beginning ? ':*' : ''}`;
