import { createDetector } from '../../../../src/detection/detection.ts';
import type { EvidenceIndex } from '../../../../src/evidence/index/evidenceIndex.ts';
import { learnedFrom } from '../../../../src/evidence/learned.ts';
import { textOfMarkup } from '../../../../src/reading/markup.ts';
import type { Technology } from '../../../../src/registry/technology.ts';
import { caseFromText } from '../../../../src/teams/commands/case/freeText.ts';
import type { Told } from './noise.ts';

/** The technology that a plan would name first, and how sure it is; null when it would name none. */
export type First = { technology: string; confidence: number } | null;
/** How a case comes in: with a title of its own, or as words of which the product makes the title. */
export const doors = ['case system', 'free text'] as const;
export type Door = (typeof doors)[number];
export type Reader = (told: Told, door: Door) => First;

/** The product as it reads a case, by the registry's names and, where there is one, by what past cases taught. */
export function reader(technologies: readonly Technology[], index?: EvidenceIndex): Reader {
  const detect = index ? learnedFrom(() => index).detector(technologies) : createDetector(technologies);
  return (told, door) => {
    const read = door === 'case system' ? { ...told, description: textOfMarkup(told.text) } : typed(told);
    return detect({ title: read.title, description: read.description, product: null })[0] ?? null;
  };
}

function typed({ title, text }: Told): { title: string; description: string } {
  const words = [title, text].filter((part) => part.trim() !== '').join('\n');
  const owner = { id: '22222222-2222-4222-8222-000000000009', name: 'Owen Owner' };
  const made = caseFromText({ text: words, tenantId: 'bench', owner, at: '2026-11-20T00:00:00.000Z' });
  return made ?? { title: '', description: '' };
}
