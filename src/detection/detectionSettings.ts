/** How much each thing counts. Confidence of one piece of evidence is place × specificity × way of writing. */
export type DetectionSettings = {
  /** How much a name counts by where it stands; the product field is the case system's own word. */
  place: { product: number; title: number; opening: number; description: number };
  /** The opening of a description: this many units of matter, where the problem is told. */
  openingLength: number;
  /** A single Latin word in small letters in English prose may be the ordinary word: `flow`, `teams`. */
  smallLetters: number;
  /** Each repetition of the same words counts this much of the one before. */
  repetition: number;
  /** A child found says this much of its confidence for its parent, and a parent for its child. */
  kinship: number;
  /** A broader technology is told beside a narrower one that is less sure than this part of it: that one is named in passing. */
  asSure: number;
  /**
   * Of a technology that the text only denies (Teams は正常) past cases count this much; and its name this much where no other
   * is named and the case begins with it.
   */
  denied: { learned: number; alone: number };
  /** Less sure than this is not told, but for one guess where nothing else is and past cases speak for something. */
  atLeast: number;
  /** Nor is one less sure than this guessed. */
  guessedFrom: number;
  /** Nor what is less sure than this part of the surest. */
  besideSurest: number;
  /** At most so many are told. */
  most: number;
  /** At most so many pieces of evidence are kept for each. */
  mostEvidence: number;
};

export const defaultDetectionSettings: DetectionSettings = {
  place: { product: 0.95, title: 0.8, opening: 0.5, description: 0.3 },
  openingLength: 400,
  smallLetters: 0.7,
  repetition: 0.5,
  kinship: 0.4,
  asSure: 0.9,
  denied: { learned: 0.3, alone: 0.6 },
  atLeast: 0.25,
  guessedFrom: 0.05,
  besideSurest: 0.4,
  most: 6,
  mostEvidence: 5,
};
