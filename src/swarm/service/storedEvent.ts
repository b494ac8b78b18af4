import { z } from 'zod';
import { personSchema } from '../../cases/case.ts';
import type { RecordedEvent, SwarmEvent, SwarmEventType } from '../events.ts';

const known: Record<SwarmEventType, true> = {
  SwarmProposed: true,
  PlanRevised: true,
  PlanLapsed: true,
  SwarmStarted: true,
  ChannelOpened: true,
  AppEnabledInChannel: true,
  MemberSeated: true,
  BriefingPosted: true,
  BriefingLost: true,
  BriefingConcluded: true,
  MemberAnnounced: true,
  ExpertInvited: true,
  InvitationHastened: true,
  InvitationDelivered: true,
  InvitationUnreachable: true,
  InvitationAccepted: true,
  InvitationDeclined: true,
  InvitationExpired: true,
  InsteadNotAsked: true,
  HelpOffered: true,
  ExpertSteppedBack: true,
  ChannelLost: true,
  ChannelFound: true,
  RoomWanted: true,
  RoomWaived: true,
  InvitationWithdrawn: true,
  TechnologyAdded: true,
  TechnologyDropped: true,
  GapFound: true,
  ViewsAsked: true,
  StatusNoted: true,
  NoteAskedFor: true,
  CoordinationHandedOver: true,
  RelayProposed: true,
  WorkPaused: true,
  WorkResumed: true,
  CaseReassigned: true,
  CaseRestricted: true,
  CaseClosed: true,
  CaseReopened: true,
  OpenChannelLeft: true,
  LeftBriefingHidden: true,
  LeftChannelDeleted: true,
  StepDelayed: true,
  StepFailed: true,
  StepRetried: true,
  SwarmResolved: true,
  SwarmCancelled: true,
  SwarmReopened: true,
  OutcomePosted: true,
  ChannelArchived: true,
  ChannelUnarchived: true,
  ChannelDeleted: true,
  CaseTold: true,
  PersonErased: true,
  SwarmForgotten: true,
  PlanCardPosted: true,
  CopyFound: true,
};

/**
 * An event as it comes from the log. Only this product writes the log, so the inside of an event is trusted and its
 * type is checked: an unknown one means that an older program reads a newer log, and must stop rather than guess.
 */
export const recordedEventSchema: z.ZodType<RecordedEvent> = z.object({
  swarmId: z.string(),
  version: z.int().min(1),
  at: z.string(),
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), person: personSchema }),
    z.object({ kind: z.literal('system'), name: z.string() }),
  ]),
  cause: z.string(),
  event: z.custom<SwarmEvent>(
    (value) =>
      typeof value === 'object' && value !== null && 'type' in value && Object.hasOwn(known, String(value.type)),
    'an event this version of the program knows',
  ),
});
