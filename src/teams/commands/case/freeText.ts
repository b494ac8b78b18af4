import type { Case, Person, Severity } from '../../../cases/case.ts';
import { toldIdOf } from '../../../cases/ids/shortIds.ts';
import { type TypedDeadline, typedDeadline, withoutDeadline } from '../../../cases/typedDeadline.ts';
import { shippedUrgency, type Urgency } from '../../../cases/typedUrgency.ts';
import { withoutDemands } from '../../../detection/withoutDemands.ts';
import { withoutCourtesy } from '../../../language/courtesy.ts';
import { cut } from '../../../language/cut.ts';
import type { Language } from '../../../language/language.ts';
import { usual } from '../../../language/usual.ts';
import { textOfMarkup } from '../../../reading/markup.ts';
import { readText } from '../../../reading/parts.ts';
import { languageOf, titleOf } from '../../../reading/title.ts';
import { cleaned } from '../../cards/parts/text.ts';
import { productField } from './productField.ts';
import { saidUrgency } from './saidUrgency.ts';

/** A case told in free text. `at` is an ISO instant in UTC. */
export type FreeText = {
  text: string;
  tenantId: string;
  owner: Person;
  at: string;
  /** Chosen by hand (a dialog); what is typed in the text wins. */
  severity?: Severity;
  /** The reader's: of a text without prose. */
  readerLanguage?: Language;
  /** The owner's zone, in which they mean times; UTC if not said. */
  zone?: string;
  /** How urgency is typed; as shipped if not said. */
  urgency?: Urgency;
  customer?: string | null;
  restricted?: boolean;
  /** What its owner says it is about; else what a field of a form in the text names. */
  product?: string | null;
};

/**
 * The case that free text tells, under its told id until it gets a short one (cases/ids/shortIds.ts). The severity is what the person
 * typed before or after the text, or what stands in the subject or the first sentence of a mail (saidUrgency.ts), and never guessed. Null when there are no words, or none beside urgency and courtesy.
 */
export function caseFromText({
  text,
  tenantId,
  owner,
  at,
  zone = 'UTC',
  urgency = shippedUrgency,
  ...chosen
}: FreeText): Case | null {
  const { severity, rest, words } = saidUrgency(textOfMarkup(cleaned(cut(text, mostRead))).trim(), urgency);
  if (rest === '' || (severity !== null && isEmpty(rest))) return null;
  const read = readText(cut(rest, mostMatter));
  const { matter, parts } = read;
  // 「三日以内にご対応をお願いします」 is courtesy, and its writer's own words.
  const own = [...matter, ...parts.filter(({ kind }) => kind === 'greeting')];
  const isMeant = (place: number) => own.some(({ from, to }) => from <= place && place < to);
  const deadline = typedDeadline(rest, { at, zone }, isMeant);
  return {
    id: toldIdOf(tenantId, owner.id, rest),
    title: titleOf((deadline && withoutTime(rest, deadline, { at, zone })) || rest),
    description: cut(rest, 50_000).toWellFormed(),
    customer: cut(chosen.customer?.trim() ?? '', 200) || null,
    product: cut(chosen.product?.trim() ?? '', 200) || productField(rest, read),
    severity: severity ?? chosen.severity ?? 'normal',
    ...(severity !== null && words !== '' && { urgencySaid: words }),
    language: languageOf(rest) ?? chosen.readerLanguage ?? 'en',
    restricted: chosen.restricted ?? false,
    owner,
    created: at,
    url: null,
    ...(deadline && { deadline: deadline.at }),
  };
}

/** Without the clause that asks for it in time, where it says no more (`need it by COB tomorrow`); else without the time alone. */
function withoutTime(text: string, deadline: TypedDeadline, clock: { at: string; zone: string }): string {
  const left = withoutDemands(text);
  const told = left.trim() === '' || left === text ? deadline : typedDeadline(left, clock);
  const kept = left.trim() === '' ? text : left;
  return told ? withoutDeadline(kept, told) : kept;
}

/** `urgent, please help`: of what nobody knows. */
const isEmpty = (rest: string): boolean =>
  rest.length < 60 &&
  !/[\p{L}\p{N}]/u.test(
    withoutCourtesy(
      usual(rest).replace(/\b(?:help|me|us|need(?:ed)?|asap|now|urgent(?:ly)?)\b|助けて|至急|緊急|急ぎ/giu, ' '),
    ),
  );

/** Markup can be several times as long as its words; what comes later is none of a case's. */
const mostRead = 150_000;
/** A deadline stands where somebody tells what they want. */
const mostMatter = 4_000;
