import type { SkillsRegistry } from '../../skills/registry.ts';
import type { HeldSkill } from '../../skills/snapshot.ts';
import { type WhoLine, whoCard } from '../cards/whoCard.ts';
import type { Directory } from '../directory.ts';
import { named } from '../languages/language.ts';
import type { Reply } from '../replies.ts';
import type { Turn } from '../turn.ts';

/** From this level on somebody counts as knowing a technology; below it they have read about it. */
const leastLevel = 2;

/** `/swarm who Azure DNS`: who owns a technology, who knows it, who wants to learn it. */
export function whoCommand({
  registry,
  directory,
}: {
  registry: Pick<SkillsRegistry, 'snapshot'>;
  directory: Directory;
}) {
  const { snapshot } = registry;

  function lineOf({ by, level }: HeldSkill, at: number): WhoLine {
    const { engineer, awayUntil, load } = by;
    const iso = (instant: number) => new Date(instant).toISOString();
    const { working, until } = snapshot.workingState(by, at);
    const now: WhoLine['now'] =
      awayUntil > at
        ? { state: 'away', until: iso(awayUntil) }
        : !Number.isFinite(until)
          ? null
          : working
            ? { state: 'at-work', until: iso(until) }
            : { state: 'off', back: iso(until) };
    return { name: engineer.name, level, now, load: { live: load?.liveSwarms ?? 0, most: engineer.mostSwarms } };
  }

  return async (words: string, { reader }: Turn): Promise<Reply> => {
    const meant = directory.technologyNamed(words);
    if (meant.kind !== 'one') {
      const near = meant.kind === 'several' ? meant.among.map((each) => named(each.name, reader)) : [];
      return { audience: 'room', card: whoCard({ known: false, asked: words, near }, reader) };
    }
    const at = Date.parse(reader.at);
    const byLevel = snapshot
      .skilled(meant.it.id)
      .toSorted((a, b) => b.level - a.level || (a.by.engineer.name < b.by.engineer.name ? -1 : 1));
    const view = {
      known: true as const,
      technology: named(meant.it.name, reader),
      owners: byLevel.filter((each) => each.owner).map((each) => lineOf(each, at)),
      others: byLevel.filter((each) => !each.owner && each.level >= leastLevel).map((each) => lineOf(each, at)),
      learners: byLevel.filter((each) => each.wantsToLearn).map((each) => each.by.engineer.name),
    };
    return { audience: 'room', card: whoCard(view, reader) };
  };
}
