import type { Case } from '../../src/cases/case.ts';
import type { Engineer, Skill } from '../../src/registry/engineer.ts';
import type { Technology } from '../../src/registry/technology.ts';

/** A technology of a test's own registry. */
export const technology = (
  id: string,
  en: string = id,
  ja: string = en,
  aliasesEn: string[] = [],
  aliasesJa: string[] = [],
  parent: string | null = null,
): Technology => ({ id, name: { en, ja }, aliases: { en: aliasesEn, ja: aliasesJa }, parent });

/** Works from Monday to Friday, nine to six, in Tokyo, and speaks both languages, unless said otherwise. */
export const engineer = (id: string, differs: Partial<Engineer> = {}): Engineer => ({
  id,
  name: `Name of ${id}`,
  zone: 'Asia/Tokyo',
  hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  languages: ['ja', 'en'],
  mostSwarms: 2,
  awayUntil: null,
  lead: false,
  ...differs,
});

export const skill = (person: string, of: string, level: number, differs: Partial<Skill> = {}): Skill => ({
  person,
  technology: of,
  level,
  owner: false,
  wantsToLearn: false,
  confirmedAt: null,
  ...differs,
});

export const sampleCase = (differs: Partial<Case> = {}): Case => ({
  id: '4711',
  title: 'It does not work',
  description: '',
  customer: null,
  product: null,
  severity: 'normal',
  language: 'en',
  restricted: false,
  owner: { id: 'case-owner', name: 'The Owner' },
  created: '2026-11-18T01:00:00Z',
  url: null,
  ...differs,
});

/** A Wednesday, eleven in the morning in Tokyo. */
export const wednesdayNoon = '2026-11-18T02:00:00.000Z';
