import { leadsFor } from '../availability/leads.ts';
import type { Case, Person } from '../cases/case.ts';
import type { DetectedTechnology } from '../detection/detectedTechnology.ts';
import type { Learned } from '../evidence/learned.ts';
import { createFixes, type Fix } from '../evidence/pastCases/pastCases.ts';
import type { Language } from '../language/language.ts';
import { languageOf } from '../reading/title.ts';
import type { SkillsRegistry } from '../registry/registry.ts';
import type { Database } from '../store/database.ts';
import { type FixKind, fixKinds } from '../swarm/events.ts';
import { articleBody } from './article/articleFile.ts';
import { readerOf } from './reader.ts';
import { type KnownCause, recurs } from './recurring/causes.ts';
import { type RecurringCause, recurringOf } from './recurring/recurring.ts';
import { bestSwarms } from './search/best.ts';
import { knowledgeFor, solversOf } from './search/knowledge.ts';
import { createSearchReader } from './search/searchQuery.ts';
import { recurringLink, storyLink } from './storyLink.ts';
import type { HistoryRow } from './swarms/rows.ts';
import { withChats } from './swarms/solvers.ts';
import { listSwarms } from './swarms/swarmList.ts';

/** A swarm in a list of cards. `title` is null where the reader may not see it; `since`: when it was started, or planned. */
export type SwarmLine = {
  caseId: string;
  title: string | null;
  status: HistoryRow['status'];
  severity: HistoryRow['severity'];
  coordinator: string;
  since: string;
  url: string | null;
};

/** A past swarm that a search found; technologies by their names in the reader's language. */
export type HistoryHit = SwarmLine & {
  swarmId: string;
  closedAt: string | null;
  technologies: string[];
  rootCause: string | null;
  fix: string | null;
  fixKind: FixKind | null;
  /** Who is named as having helped to solve it, with the address of a chat with them where their mail is known. */
  solvedBy: { name: string; chat: string | null }[];
};

/** A past case like one at hand, with whom to ask about it. */
export type SimilarCase = Pick<HistoryHit, 'caseId' | 'fixKind' | 'url' | 'solvedBy'> & { title: string; fix: string };

/** What the bot asks of history. */
export type History = {
  /**
   * Started swarms with the words, in either language, that this person may see, and for an engineer cause and fix of others'; no words: the newest. The best
   * first (search/relevance.ts). `more` were found beyond `hits`, counted up to some hundred.
   */
  search(
    words: string,
    reader: { personId: string; language: Language },
  ): Promise<{ hits: HistoryHit[]; more: number }>;
  /** Up to three past cases like this one whose fix is known, each with the address of its story, the likest first; never a restricted one; for who may know of others' swarms. */
  similar(theCase: Case, technologies: readonly DetectedTechnology[], personId: string): Promise<SimilarCase[]>;
  /** What recurs with a resolved swarm, when it is the third of its cause in a quarter, the sixth and so on; null at any other. */
  recurrence(swarmId: string): Promise<Recurrence | null>;
  /** An article as HTML, without its title, in which nothing that people wrote acts as markup. */
  articleHtml: typeof articleBody;
};

/** Swarms of one cause, for a lead; the newest first. */
type Recurrence = RecurringCause & {
  leads: Person[];
  count: number;
  page: string;
  swarms: (KnownCause & { url: string })[];
};

export type HistoryNeeds = {
  database: Pick<Database, 'sql' | 'run'>;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  learned: Pick<Learned, 'similar'>;
  tenantId: string;
  /** Where the tab is, for links into it. */
  tab: { appId: string; publicUrl: string };
  /** Whether every engineer may know cause and fix of what is not restricted (policy: `knowledgeForEveryone`). */
  isShared: () => boolean;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

const mostHits = 10;
const mostCounted = 200;
const begunStatuses = ['running', 'resolved', 'cancelled'] as const;
const mostSimilar = 3;

/** History for the bot's cards. The tab's is in tab.ts. */
export function createHistory({ database, registry, learned, tenantId, tab, isShared, clock }: HistoryNeeds): History {
  const { snapshot } = registry;
  const fixes = createFixes(database.sql, tenantId);
  const readSearch = createSearchReader(snapshot);
  /** Nothing for a technology that the registry knows no more: its id would tell nobody anything. */
  const nameOf = (id: string, language: Language): string[] => {
    const name = snapshot.technology(id)?.name[language];
    return name ? [name] : [];
  };

  /** Nobody is sent to ask themselves. */
  const solvedBy = (people: readonly Person[], reader: string) =>
    withChats(
      snapshot,
      people.filter(({ id }) => id !== reader),
    );

  return {
    articleHtml: articleBody,
    async search(words, { personId, language }) {
      const known = readerOf(snapshot, personId);
      const reader = known ?? { personId, lead: false };
      const groups = readSearch(words);
      const filter = { status: [...begunStatuses], severity: [], words };
      const query = { tenantId, reader, filter, groups };
      const found =
        groups.length > 0
          ? await (isShared() && known && !known.lead ? knowledgeFor : bestSwarms)(database.sql, query)
          : await listSwarms(database.sql, { ...query, sort: 'newest', after: null, limit: mostCounted });
      const best = found.slice(0, mostHits);
      const solvers = await solversOf(
        database.sql,
        best.map(({ swarmId }) => swarmId),
      );
      const hits = best.map((row) => {
        const { swarmId, technologies, rootCause, fix, fixKind, closedAt } = row;
        const names = technologies.flatMap((id) => nameOf(id, language));
        return {
          ...lineOf(row),
          // Its channel is put away when it ends: its story stays, for everyone who finds it.
          url: row.status === 'running' ? row.channelUrl : storyLink(tab, swarmId),
          swarmId,
          closedAt,
          technologies: names,
          rootCause,
          fix,
          fixKind,
          solvedBy: solvedBy(solvers.get(swarmId) ?? [], personId),
        };
      });
      return { hits, more: found.length - hits.length };
    },

    async recurrence(swarmId) {
      const causes = await recurringOf(database.sql, tenantId, clock());
      const found = causes.find(({ swarms }) => swarms.some((each) => each.swarmId === swarmId));
      if (!found || found.swarms.length % recurs !== 0) return null;
      const technologies = found.swarms.flatMap((each) => each.technologies);
      const language = languageOf(found.swarms.map(({ rootCause }) => rootCause).join('\n'));
      const leads = leadsFor(snapshot, technologies, { at: new Date(clock()).toISOString(), language });
      if (leads.length === 0) return null;
      const swarms = found.swarms.slice(0, recurs).map((each) => ({ ...each, url: storyLink(tab, each.swarmId) }));
      return { ...found, leads, count: found.swarms.length, page: recurringLink(tab), swarms };
    },

    async similar(theCase, technologies, personId) {
      // One rule: who does not find it by searching does not see it beside a plan either.
      if (!isShared() && !readerOf(snapshot, personId)?.lead) return [];
      // More than are shown: of some it is not known what fixed them.
      const like = learned.similar(theCase, technologies, 4 * mostSimilar);
      const ids = like.map(({ caseId }) => caseId);
      const found = ids.length > 0 ? await fixes(ids) : new Map<string, Fix>();
      return ids
        .flatMap((caseId) => {
          const known = found.get(caseId);
          if (!known) return [];
          const { swarmId, url, solvers, fixKind, ...what } = known;
          // Who has left is listed no more: there is nobody to ask.
          const engineers = solvers.flatMap((id) => snapshot.listed(id)?.engineer ?? []);
          return [
            {
              ...{ caseId, ...what, fixKind: fixKinds.find((each) => each === fixKind) ?? null },
              ...{ url: swarmId === null ? url : storyLink(tab, swarmId), solvedBy: solvedBy(engineers, personId) },
            },
          ];
        })
        .slice(0, mostSimilar);
    },
  };
}

const lineOf = (row: HistoryRow): SwarmLine => ({
  caseId: row.caseId,
  title: row.title,
  status: row.status,
  severity: row.severity,
  coordinator: row.coordinator.name,
  since: row.startedAt ?? row.proposedAt,
  url: row.channelUrl,
});
