export type EvidenceSettings = {
  /** How many similar cases vote. */
  similarCases: number;
  /** How many postings one question may read. */
  readingBudget: number;
  /** The learned weights' table has 2^bits entries of 8 bytes: 22 for 100,000 cases, 25 for a million. */
  linearBits: number;
  /** The table of terms begins with 2^bits places of 8 bytes: one that grows while it is large pauses whoever asks. */
  tableBits: number;
};

export const usualSettings: EvidenceSettings = {
  similarCases: 200,
  readingBudget: 12_000,
  linearBits: 22,
  tableBits: 10,
};
