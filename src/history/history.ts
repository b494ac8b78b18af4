import type { Case, Language } from '../cases/case.ts';
import type { SkillsRegistry } from '../skills/registry.ts';
import type { DetectedTechnology } from '../skills/technology.ts';
import type { Database } from '../store/database.ts';
import { searchableWords, wordTokens } from '../swarm/searchWords.ts';
import { readerOf } from './reader.ts';
import { createResolvedWith, type ResolvedSwarm } from './resolvedWith.ts';
import type { HistoryRow } from './rows.ts';
import { createSearchReader } from './searchQuery.ts';
import { listSwarms } from './swarmList.ts';

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
};

/** What the bot asks of history. */
export type History = {
  /**
   * Started swarms with all the words, in either language, that this person may see; no words: the newest. The best
   * first: words in the title before words elsewhere, then the newest. `more` were found beyond `hits`, counted up to 200.
   */
  search(
    words: string,
    reader: { personId: string; language: Language },
  ): Promise<{ hits: HistoryHit[]; more: number }>;
  /** Up to three resolved swarms like a case, the likest first. Restricted ones only where the person was in them. */
  similar(
    theCase: Case,
    technologies: readonly DetectedTechnology[],
    personId: string,
  ): Promise<{ caseId: string; title: string; fix: string; url: string | null }[]>;
};

export type HistoryNeeds = {
  database: Pick<Database, 'sql' | 'run'>;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  tenantId: string;
  /** Now, in milliseconds since 1970. */
  clock: () => number;
};

const mostHits = 10;
const mostCounted = 200;
const begunStatuses = ['running', 'resolved', 'cancelled'] as const;

/** History for the bot's cards. The tab's is in tab.ts. */
export function createHistory({ database, registry, tenantId }: HistoryNeeds): History {
  const { snapshot } = registry;
  const resolvedWith = createResolvedWith(database, tenantId);
  const readSearch = createSearchReader(snapshot);
  /** Nothing for a technology that the registry knows no more: its id would tell nobody anything. */
  const nameOf = (id: string, language: Language): string[] => {
    const name = snapshot.technology(id)?.name[language];
    return name ? [name] : [];
  };

  return {
    async search(words, { personId, language }) {
      const reader = readerOf(snapshot, personId) ?? { personId, lead: false };
      const groups = readSearch(words);
      const filter = { status: [...begunStatuses], severity: [], words };
      const query = { tenantId, reader, filter, groups, sort: 'newest' as const, after: null, limit: mostCounted };
      const found = await listSwarms(database.sql, query);
      const inTitle = (title: string): number => {
        const folded = searchableWords([title]);
        return groups.filter(({ own, aliases }) => [own, ...aliases].some((each) => folded.includes(each))).length;
      };
      const best = found
        .map((row) => ({ row, hits: inTitle(row.title) }))
        .sort((a, b) => b.hits - a.hits)
        .slice(0, mostHits);
      const hits = best.map(({ row }) => {
        const { swarmId, technologies, rootCause, fix, closedAt } = row;
        const names = technologies.flatMap((id) => nameOf(id, language));
        return { ...lineOf(row), swarmId, closedAt, technologies: names, rootCause, fix };
      });
      return { hits, more: found.length - hits.length };
    },

    async similar(theCase, technologies, personId) {
      const wanted = technologies.map((each) => each.technology);
      if (wanted.length === 0) return [];
      const rows = await resolvedWith({ wanted, personId });
      const told = tokenSet([theCase.title, theCase.description.slice(0, 2000)]);
      return rows
        .filter((row) => row.caseId !== theCase.id)
        .map((row) => ({ row, likeness: likeness(row, wanted, told) }))
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, 3)
        .map(({ row }) => ({ caseId: row.caseId, title: row.title, fix: row.fix ?? '', url: row.url }));
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

const tokenSet = (texts: string[]): Set<string> => wordTokens(searchableWords(texts));

/** Shared technologies, and shared words of title and root cause, each 0..1. */
function likeness(row: ResolvedSwarm, wanted: string[], told: Set<string>): number {
  const known = new Set(row.technologies);
  const shared = wanted.filter((each) => known.has(each)).length;
  const words = tokenSet([row.title, row.rootCause ?? '']);
  const common = [...words].filter((word) => told.has(word)).length;
  return shared / new Set([...wanted, ...known]).size + (words.size > 0 ? common / words.size : 0);
}
