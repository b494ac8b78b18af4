import { choiceOf } from '../../growth/choice.ts';
import { learningOf } from '../../growth/learning.ts';
import { boundsOf, mostOfMonth, sumsOf } from '../../growth/month.ts';
import { type RecordEntry, recordOf } from '../../growth/record.ts';
import { leadsOf } from '../../registry/left/leads.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import type { MonthView } from '../cards/growthCards.ts';
import type { RecordLine, RecordView, SharingView } from '../cards/recordCard.ts';
import { named, type Reader } from '../languages/language.ts';

export type GrowthViewsNeeds = {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  tenantId: string;
  /** Where one's own record is in the tab: an address that Teams opens. */
  recordLink: string;
};

/** So many swarms stand on the card; the tab has all of them. */
const mostLines = 8;

/** What cards show of somebody's own part in swarms. */
export function createGrowthViews({
  database: { sql },
  registry: { snapshot },
  tenantId,
  recordLink,
}: GrowthViewsNeeds) {
  const nameOf = (technology: string, reader: Reader): string => {
    const name = snapshot.technology(technology)?.name;
    return name ? named(name, reader) : technology;
  };
  const personNamed = (id: string): string | null => snapshot.listed(id)?.engineer.name ?? null;

  function lineOf({ restricted, technologies, others, title, ...entry }: RecordEntry, reader: Reader): RecordLine {
    const names = others.flatMap((id) => personNamed(id) ?? []);
    return {
      ...entry,
      // A card stays in a chat for years, where others may look over a shoulder.
      title: restricted ? null : title,
      technologies: restricted ? [] : technologies.map((each) => nameOf(each, reader)),
      with: names,
      others: others.length - names.length,
    };
  }

  async function sharing(personId: string): Promise<SharingView> {
    const engineer = snapshot.listed(personId)?.engineer;
    const leads = engineer ? leadsOf(engineer, snapshot).flatMap((id) => personNamed(id) ?? []) : [];
    return { choice: await choiceOf(sql, { tenantId, personId }), leads };
  }

  return {
    link: recordLink,
    sharing,
    async record(reader: Reader, said?: string): Promise<RecordView> {
      const { personId } = reader;
      const entries = await recordOf(sql, { tenantId, personId, most: mostLines });
      return {
        ...(await sharing(personId)),
        lines: entries.map((entry) => lineOf(entry, reader)),
        link: recordLink,
        ...(said === undefined ? {} : { said }),
      };
    },
    /** What somebody's month came to; null: nothing. */
    async month(personId: string, month: string, reader: Reader): Promise<MonthView | null> {
      const zone = snapshot.listed(personId)?.engineer.zone ?? 'UTC';
      const entries = await recordOf(sql, { tenantId, personId, ...boundsOf(month, zone), most: mostOfMonth });
      if (entries.length === 0) return null;
      const sums = sumsOf(entries);
      return {
        month,
        sums,
        technologies: sums.technologies.map((each) => nameOf(each, reader)),
        // What was said of a restricted case stays with it.
        thanks: entries.flatMap(({ restricted, thanks }) => (restricted ? [] : thanks)),
      };
    },
    /** What somebody met of a technology so far. */
    async learned(personId: string, technology: string, reader: Reader) {
      const all = await learningOf(sql, { tenantId, personId });
      const { satIn, led } = all.find((each) => each.technology === technology) ?? { satIn: 0, led: 0 };
      return { technology, name: nameOf(technology, reader), satIn, led };
    },
    /** Of which technologies somebody is the only owner, by name. */
    ownedAlone: (personId: string, reader: Reader): string[] =>
      snapshot
        .skillsOf(personId)
        .filter(
          ({ owner, technology }) =>
            owner && snapshot.skilled(technology).every((each) => !each.owner || each.by.engineer.id === personId),
        )
        .map(({ technology }) => nameOf(technology, reader)),
    personNamed,
    technologyNamed: nameOf,
  };
}
export type GrowthViews = ReturnType<typeof createGrowthViews>;
