import { type CaseColumns, caseColumns } from '../columns/caseColumns.ts';
import { type CaseNumbers, caseNumbers } from '../columns/caseNumbers.ts';
import { type Columns, named, within } from '../columns/columns.ts';
import { type Facet, facet } from '../columns/facet.ts';
import { type HashTable, hashTable } from '../columns/hashTable.ts';
import { type LinearModel, linearModel } from '../columns/linear.ts';
import { type NotCredited, notCredited } from '../columns/notCredited.ts';
import { type Ownership, ownership } from '../columns/ownership.ts';
import { type Postings, postings } from '../columns/postings.ts';
import { type Rarity, rarity } from '../columns/rarity.ts';
import { type SlotsWorthHaving, slotsWorthHaving } from '../columns/seenOnce.ts';
import { type Own, own } from '../own/own.ts';
import type { EvidenceSettings } from './evidenceSettings.ts';

/** All that an index remembers. What is done with it stands in takingIn.ts and answer.ts. */
export type IndexParts = {
  readonly table: HashTable;
  readonly worthHaving: SlotsWorthHaving;
  readonly cases: CaseColumns;
  readonly numbers: CaseNumbers;
  readonly lists: Postings;
  readonly rare: Rarity;
  readonly people: LearnedFacet;
  readonly technologies: LearnedFacet;
  readonly owners: Ownership;
  readonly notCredited: NotCredited;
  readonly own: Own;
};
export type LearnedFacet = { readonly facet: Facet; readonly linear: LinearModel };

/** Empty ones, or those that were saved: it takes over the columns, which must be nobody else's. */
export function indexParts({ linearBits, tableBits }: EvidenceSettings, saved?: Columns): IndexParts {
  const table = hashTable(tableBits, within(saved, 'table'));
  const cases = caseColumns(within(saved, 'cases'));
  const lists = postings(within(saved, 'lists'));
  const learned = (name: string, bits: number): LearnedFacet => ({
    facet: facet(within(saved, `${name}.facet`)),
    linear: linearModel({ bits }, within(saved, `${name}.linear`)),
  });
  return {
    table,
    worthHaving: slotsWorthHaving(table, within(saved, 'worthHaving')),
    cases,
    numbers: caseNumbers(cases, within(saved, 'numbers')),
    lists,
    rare: rarity({ postings: lists, cases }, within(saved, 'rare')),
    people: learned('people', linearBits),
    technologies: learned('technologies', linearBits - 1),
    owners: ownership(within(saved, 'owners')),
    notCredited: notCredited(within(saved, 'notCredited')),
    own: own(within(saved, 'own')),
  };
}

/** Every part by the name that `indexParts` finds it under. */
const byName = ({ people, technologies, ...others }: IndexParts) => ({
  ...others,
  'people.facet': people.facet,
  'people.linear': people.linear,
  'technologies.facet': technologies.facet,
  'technologies.linear': technologies.linear,
});

export const columnsOfParts = (parts: IndexParts): Columns =>
  Object.assign({}, ...Object.entries(byName(parts)).map(([name, part]) => named(name, part.columns())));

export const bytesOfParts = (parts: IndexParts): number =>
  Object.values(byName(parts)).reduce((sum, part) => sum + part.bytes(), 0);
