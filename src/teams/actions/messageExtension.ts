import { CardFactory } from 'botbuilder';
import { z } from 'zod';
import { type Severity, severities } from '../../cases/case.ts';
import { shippedUrgency, type TypedUrgency, type Urgency } from '../../cases/typedUrgency.ts';
import { cut } from '../../language/cut.ts';
import type { Language } from '../../language/language.ts';
import { box, card, type Element, subtle, text } from '../cards/parts/elements.ts';
import { longText, typedText } from '../cards/parts/inputs.ts';
import { cleaned, short } from '../cards/parts/text.ts';
import type { caseCommand } from '../commands/case/case.ts';
import { caseFromText } from '../commands/case/freeText.ts';
import { saidUrgency } from '../commands/case/saidUrgency.ts';
import type { Answering } from '../commands/replies.ts';
import type { InvokeAnswer } from '../inbound/bot.ts';
import type { Budget } from '../inbound/budgets.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Turn } from '../inbound/turn.ts';
import { listed, messages } from '../languages/language.ts';
import { type MessagePart, messagePayloadSchema, type TakenFrom, textOfMessage } from './messageText.ts';

/** The command of the manifest: "Swarm this" on a message. */
const swarmThis = 'swarmThis';

const fetchSchema = z.looseObject({ commandId: z.literal(swarmThis), messagePayload: messagePayloadSchema.nullish() });

const submitSchema = z.looseObject({
  commandId: z.literal(swarmThis),
  data: z.strictObject({
    caseText: z.string().max(20_000).default(''),
    caseSeverity: z.enum(severities).default('normal'),
    caseCustomer: z.string().max(200).default(''),
    caseRestricted: z.preprocess((given) => given === true || given === 'true', z.boolean()),
  }),
});

export type MessageExtensionNeeds = {
  planOrAsk: ReturnType<typeof caseCommand>['planOrAsk'];
  answering: Answering;
  budget: Budget;
  tenantId: string;
  /** How urgency is typed. */
  urgency: Urgency;
};

/** "Swarm this": a dialog with the message's words, to be looked over; sent, it becomes a plan in the personal chat. */
export function createMessageExtension({ planOrAsk, answering, budget, tenantId, urgency }: MessageExtensionNeeds) {
  return {
    async open(activity: Inbound, { reader }: Turn): Promise<InvokeAnswer> {
      const asked = fetchSchema.safeParse(activity.value);
      if (!asked.success) return toldInDialog(messages(reader.language).replies.invalidCard);
      const { parts, taken } = textOfMessage(asked.data.messagePayload ?? {});
      const { text: caseText, severity, words } = dialogText(parts, urgency);
      const typed = { caseText, caseSeverity: severity ?? 'normal', caseCustomer: '', caseRestricted: false };
      return opened(typed, { language: reader.language, taken, urgencyWords: words });
    },

    async submit(activity: Inbound, turn: Turn): Promise<InvokeAnswer> {
      const { replies } = messages(turn.reader.language);
      if (budget('press', turn.person.id) !== 'granted') return toldInDialog(replies.tooMuch);
      const sent = submitSchema.safeParse(activity.value);
      if (!sent.success) return toldInDialog(replies.invalidInput);
      const { caseText, caseSeverity, caseCustomer, caseRestricted } = sent.data.data;
      const theCase = caseFromText({
        text: caseText,
        tenantId,
        owner: turn.person,
        at: turn.reader.at,
        readerLanguage: turn.reader.language,
        zone: turn.reader.zone,
        urgency,
        severity: caseSeverity,
        customer: caseCustomer,
        restricted: caseRestricted,
      });
      if (!theCase) return toldInDialog(replies.caseTitleMissing);
      const reached = await answering.privately(turn, await planOrAsk(theCase, turn));
      return toldInDialog(reached ? replies.sentPrivately : replies.noPersonalChat);
    },
  };
}

/**
 * That it went wrong, in a dialog: what was sent comes back in its form, to be sent again. Asks nobody for anything: whatever
 * is known may be in a database that is away.
 */
export function failedInDialog({ value }: Inbound, language: Language, words: string): InvokeAnswer {
  const sent = submitSchema.safeParse(value);
  return sent.success ? opened(sent.data.data, { language, taken: [], problem: words }) : toldInDialog(words);
}

/** The dialog with its form. */
const opened = (typed: Typed, about: DialogAbout): InvokeAnswer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: messages(about.language).replies.planIt,
        height: 'large',
        width: 'medium',
        card: CardFactory.adaptiveCard(dialogCard(typed, about)),
      },
    },
  },
});

/** One line instead of the dialog. */
const toldInDialog = (words: string): InvokeAnswer => ({
  status: 200,
  body: { task: { type: 'message', value: words } },
});

/** What stands in the form. */
type Typed = z.infer<typeof submitSchema>['data'];
/** `urgencyWords`: by which the urgency was read; `problem`: why what was sent could not be taken. */
type DialogAbout = { language: Language; taken: TakenFrom[]; urgencyWords?: string; problem?: string };

/** The form. Dialogs of message actions know `Action.Submit` only. */
function dialogCard(typed: Typed, { language, taken: parts, urgencyWords = '', problem }: DialogAbout): object {
  const { replies, questions, common } = messages(language);
  const taken = parts.map((from) => questions.taken[from]);
  const severityInput: Element = {
    type: 'Input.ChoiceSet',
    id: 'caseSeverity',
    label: replies.caseSeverity,
    choices: severities.map((each) => ({ title: common.severity[each], value: each })),
    value: typed.caseSeverity,
  };
  const form = card({
    language,
    spoken: problem ?? replies.planIt,
    body: [
      ...(problem === undefined ? [] : [box([text(problem)], 'attention')]),
      longText('caseText', replies.caseText, {
        maxLength: 20_000,
        missing: replies.caseTitleMissing,
        value: typed.caseText,
      }),
      ...(taken.length > 0
        ? [text(subtle(questions.alsoTaken(listed(taken, { language }))), { spacing: 'Small' })]
        : []),
      severityInput,
      ...(urgencyWords === ''
        ? []
        : [text(subtle(questions.urgencyRead(common.quoted(short(urgencyWords, 60)))), { spacing: 'None' })]),
      typedText('caseCustomer', common.customer, '', 200, typed.caseCustomer),
      {
        type: 'Input.Toggle',
        id: 'caseRestricted',
        label: replies.caseRestricted,
        title: replies.caseRestrictedToggle,
        value: typed.caseRestricted ? 'true' : 'false',
        wrap: true,
      },
    ],
  });
  return { ...form, actions: [{ type: 'Action.Submit', title: replies.planIt }] };
}

/** The text that the form opens with, and the urgency that its own words say: what it only quotes says none. */
export function dialogText(
  parts: readonly MessagePart[],
  urgency = shippedUrgency,
): { text: string; severity: Severity | null; words: string } {
  let said: TypedUrgency | null = null;
  const texts = parts.map(({ from, text }) => {
    const whole = cleaned(text).trim();
    if (said !== null || from === 'quote' || from === 'file') return whole;
    const typed = saidUrgency(whole, urgency);
    if (typed.severity === null) return whole;
    said = typed;
    return typed.rest;
  });
  const { severity, words } = said ?? { severity: null, words: '' };
  return { text: cut(texts.filter((each) => each !== '').join('\n\n'), longestPrefilled), severity, words };
}

/** Of a very long message the beginning, so that the card stays small enough (platform.md 2.5). */
const longestPrefilled = 8_000;
