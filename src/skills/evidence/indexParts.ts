import { type CaseColumns, caseColumns } from './caseColumns.ts';
import { type CaseNumbers, caseNumbers } from './caseNumbers.ts';
import type { EvidenceSettings } from './evidenceSettings.ts';
import { type Facet, facet } from './facet.ts';
import { type HashTable, hashTable } from './hashTable.ts';
import { type LinearModel, linearModel } from './linear.ts';
import { type Ownership, ownership } from './ownership.ts';
import { type Postings, postings } from './postings.ts';
import { type Rarity, rarity } from './rarity.ts';

/** All that an index remembers. What is done with it stands in takingIn.ts and answer.ts. */
export type IndexParts = {
  readonly table: HashTable;
  readonly cases: CaseColumns;
  readonly numbers: CaseNumbers;
  readonly lists: Postings;
  readonly rare: Rarity;
  readonly people: LearnedFacet;
  readonly technologies: LearnedFacet;
  readonly owners: Ownership;
};
export type LearnedFacet = { readonly facet: Facet; readonly linear: LinearModel };

/** Empty ones. */
export function indexParts({ linearBits, tableBits }: EvidenceSettings): IndexParts {
  const cases = caseColumns();
  const lists = postings();
  return {
    table: hashTable(tableBits),
    cases,
    numbers: caseNumbers(cases),
    lists,
    rare: rarity({ postings: lists, cases }),
    people: { facet: facet(), linear: linearModel({ bits: linearBits }) },
    technologies: { facet: facet(), linear: linearModel({ bits: linearBits - 1 }) },
    owners: ownership(),
  };
}

export function bytesOfParts({ people, technologies, ...others }: IndexParts): number {
  const parts = [...Object.values(others), ...Object.values(people), ...Object.values(technologies)];
  return parts.reduce((sum, part) => sum + part.bytes(), 0);
}
