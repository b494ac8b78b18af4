import { bystanders, negations } from './bystanders.ts';
import { greetings } from './greetings.ts';
import { logNoises } from './logs.ts';
import { markup } from './markup.ts';
import type { Kind } from './noise.ts';
import { foreignTitles, quotedMail } from './quotedMail.ts';
import { signaturesAndNotices } from './signatures.ts';
import { traceNoises } from './traces.ts';
import { typing } from './typing.ts';

/** All kinds of noise, each with how much of it may show. */
export const kinds: readonly Kind[] = [
  signaturesAndNotices,
  greetings,
  quotedMail,
  foreignTitles,
  traceNoises,
  logNoises,
  markup,
  typing,
  negations,
  bystanders,
];
