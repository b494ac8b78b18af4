import type { Person } from '../../cases/case.ts';
import type { Language } from '../../language/language.ts';
import type { RegistryFile } from '../../registry/files/excel/workbook.ts';
import { importWords } from '../../registry/files/importWords.ts';
import type { FindPerson } from '../../registry/files/mails.ts';
import type { RegistryProblem } from '../../registry/files/problem.ts';
import { type Marks, marksIn, narrowScale, scaleIn } from '../../registry/files/skillMap.ts';
import { readForImport } from '../../registry/importFiles.ts';
import type { ImportSummary } from '../../registry/imports.ts';
import { leftBehind } from '../../registry/leftBehind.ts';
import type { SkillsRegistry } from '../../registry/registry.ts';
import { keepImport } from '../keptImports.ts';

/** `marks` and `scale` as somebody writes what the marks of a skill map mean; empty: as they mean by default. */
export type RegistryImportAsked = {
  language: Language;
  replace: boolean;
  marks: string;
  scale: string;
  /** Who brings the files in; null: they are only looked at. */
  by: Person | null;
};

export type RegistryImport =
  | { ok: false; problems: RegistryProblem[] }
  | { ok: false; notUnderstood: 'marks' | 'scale' }
  | {
      ok: true;
      did: {
        holds: { technologies: number; engineers: number; skills: number };
        counts: Pick<ImportSummary, 'added' | 'changed' | 'unchanged' | 'removed'>;
        /** Sentences of what is worth knowing beside the counts, of which there are `told` in all. */
        sentences: string[];
        told: number;
        /** The scale that a skill map's numbers may be of (`1-3`), where nobody said; null: nothing speaks for one. */
        scale: string | null;
      };
    };

const mostTold = 200;
const mostNamed = 5;

/** Brings files into the registry, or tells what that would do. Throws DirectoryAway (mails.ts). */
export async function importRegistry(
  {
    registry,
    findPerson,
    tenantId,
    clock,
  }: {
    registry: Pick<SkillsRegistry, 'snapshot' | 'importAll' | 'previewImport'>;
    findPerson: FindPerson;
    tenantId: string;
    clock: () => number;
  },
  files: readonly RegistryFile[],
  { language, replace, marks, scale, by }: RegistryImportAsked,
): Promise<RegistryImport> {
  const scaled: Marks | null = scale === '' ? new Map() : scaleIn(scale);
  if (!scaled) return { ok: false, notUnderstood: 'scale' };
  const marked: Marks | null = marks === '' ? new Map() : marksIn(marks);
  if (!marked) return { ok: false, notUnderstood: 'marks' };
  const meant = new Map([...scaled, ...marked]);
  const reading = await readForImport(files, registry.snapshot, { findPerson, marks: meant });
  if (!reading.ok) return reading;
  // Before it is changed: who leaves it is told by what they had.
  const left = replace ? leftBehind(registry.snapshot, reading.registry) : [];
  const named = files.map(({ name }) => name);
  const summary = by
    ? await registry.importAll(reading.registry, {
        replace,
        alongside: (tx, counts) =>
          keepImport(tx, tenantId, { what: 'registry', door: 'tab', by, files: named, counts, at: clock() }),
      })
    : await registry.previewImport(reading.registry, { replace });
  const words = importWords[language];
  const { kept, deputiesLeftOut = [], leftOut = [], added, changed, unchanged, removed } = summary;
  const sentences = [
    ...(reading.marks ?? []).map(words.mark),
    ...(reading.cancelled ?? []).map(words.cancelled),
    ...(reading.registry.calendars ?? []).map(words.calendar),
    ...left.map(words.leftBehind),
    ...(leftOut.length > 0 ? [words.leftOut(leftOut.slice(0, mostNamed), leftOut.length)] : []),
    ...(deputiesLeftOut.length > 0
      ? [words.deputiesLeftOut(deputiesLeftOut.slice(0, mostNamed), deputiesLeftOut.length)]
      : []),
    ...kept.map(words.kept),
  ];
  const { technologies, engineers, skills } = reading.registry;
  return {
    ok: true,
    did: {
      holds: { technologies: technologies.length, engineers: engineers.length, skills: skills.length },
      counts: { added, changed, unchanged, removed },
      sentences: sentences.slice(0, mostTold),
      told: sentences.length,
      scale: meant.size > 0 ? null : narrowScale(reading.marks ?? []),
    },
  };
}
