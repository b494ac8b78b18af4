import type { Technology, TechnologyId } from '../registry/technology.ts';
import { defaultDetectionSettings } from './detectionSettings.ts';

/** Why a technology is thought to be in the case: the words that spoke for it, and where they stand. */
export type DetectionEvidence = {
  kind: 'alias' | 'product' | 'child' | 'learned' | 'named';
  /** `named`: a person added it by hand, no words. */
  source: 'title' | 'description' | 'product' | 'person';
  /** UTF-16 offsets into the source text as it came, end exclusive; both 0 when no words speak. */
  start: number;
  end: number;
  /** The words as written in the case. */
  words: string;
};

/** A technology found in a case. `confidence` lies in 0..1. */
export type DetectedTechnology = {
  technology: TechnologyId;
  name: Technology['name'];
  confidence: number;
  evidence: DetectionEvidence[];
};

/**
 * Whether it is too unsure to be acted on: told alone, where past cases know nothing better. Nobody is asked for it, and no
 * rule follows it.
 */
export const isGuess = ({ confidence }: Pick<DetectedTechnology, 'confidence'>): boolean =>
  confidence < defaultDetectionSettings.atLeast;

/** Whether past cases alone speak for a technology, and no word of the registry. */
export const isSuggested = ({ evidence }: DetectedTechnology): boolean =>
  evidence.length > 0 && evidence.every(({ kind }) => kind === 'learned');
