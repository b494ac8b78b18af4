import { CardFactory } from 'botbuilder';
import { z } from 'zod';
import { type Severity, severities } from '../../cases/case.ts';
import { shippedUrgency, type Urgency } from '../../cases/typedUrgency.ts';
import { cut } from '../../language/cut.ts';
import { card, type Element, subtle, text } from '../cards/parts/elements.ts';
import { longText, typedText } from '../cards/parts/inputs.ts';
import { cleaned } from '../cards/parts/text.ts';
import type { caseCommand } from '../commands/case.ts';
import { caseFromText } from '../commands/freeText.ts';
import type { Answering } from '../commands/replies.ts';
import type { InvokeAnswer } from '../inbound/bot.ts';
import type { Budget } from '../inbound/budgets.ts';
import type { Inbound } from '../inbound/inbound.ts';
import type { Turn } from '../inbound/turn.ts';
import { listed, messages, type Reader } from '../languages/language.ts';
import { messagePayloadSchema, type TakenFrom, textOfMessage } from './messageText.ts';

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
      if (!asked.success) return told(messages(reader.language).replies.invalidCard);
      const message = textOfMessage(asked.data.messagePayload ?? {});
      return {
        status: 200,
        body: {
          task: {
            type: 'continue',
            value: {
              title: messages(reader.language).replies.planIt,
              height: 'large',
              width: 'medium',
              card: CardFactory.adaptiveCard(dialogCard(message, reader, urgency)),
            },
          },
        },
      };
    },

    async submit(activity: Inbound, turn: Turn): Promise<InvokeAnswer> {
      const { replies } = messages(turn.reader.language);
      if (budget('press', turn.person.id) !== 'granted') return told(replies.tooMuch);
      const sent = submitSchema.safeParse(activity.value);
      if (!sent.success) return told(replies.invalidInput);
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
      if (!theCase) return told(replies.caseTitleMissing);
      const reached = await answering.privately(turn, await planOrAsk(theCase, turn));
      return told(reached ? replies.sentPrivately : replies.noPersonalChat);
    },
  };
}

/** One line instead of the dialog. */
const told = (words: string): InvokeAnswer => ({ status: 200, body: { task: { type: 'message', value: words } } });

/** The form. Dialogs of message actions know `Action.Submit` only. */
function dialogCard(message: { text: string; taken: TakenFrom[] }, reader: Reader, urgency: Urgency): object {
  const { replies, questions, common } = messages(reader.language);
  const { text: words, severity } = dialogText(message.text, urgency);
  const taken = message.taken.map((from) => questions.taken[from]);
  const severityInput: Element = {
    type: 'Input.ChoiceSet',
    id: 'caseSeverity',
    label: replies.caseSeverity,
    choices: severities.map((each) => ({ title: common.severity[each], value: each })),
    value: severity ?? 'normal',
  };
  const form = card({
    language: reader.language,
    spoken: replies.planIt,
    body: [
      longText('caseText', replies.caseText, {
        maxLength: 20_000,
        missing: replies.caseTitleMissing,
        value: words,
      }),
      ...(taken.length > 0 ? [text(subtle(questions.alsoTaken(listed(taken, reader))), { spacing: 'Small' })] : []),
      severityInput,
      typedText('caseCustomer', common.customer, '', 200),
      {
        type: 'Input.Toggle',
        id: 'caseRestricted',
        label: replies.caseRestricted,
        title: replies.caseRestrictedToggle,
        value: 'false',
        wrap: true,
      },
    ],
  });
  return { ...form, actions: [{ type: 'Action.Submit', title: replies.planIt }] };
}

/** The text that the form opens with, and the urgency typed in it. */
export function dialogText(words: string, urgency = shippedUrgency): { text: string; severity: Severity | null } {
  const { severity, rest } = urgency.typed(cleaned(words).trim());
  return { text: cut(rest, longestPrefilled), severity };
}

/** Of a very long message the beginning, so that the card stays small enough (platform.md 2.5). */
const longestPrefilled = 8_000;
