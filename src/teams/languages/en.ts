import { aftercare } from './en/aftercare.ts';
import { caseSystems } from './en/caseSystems.ts';
import { common } from './en/common.ts';
import { doctor } from './en/doctor.ts';
import { gaps } from './en/gaps.ts';
import { growth } from './en/growth.ts';
import { help } from './en/help.ts';
import { hostTeams } from './en/hostTeams.ts';
import { invitation } from './en/invitation.ts';
import { link } from './en/link.ts';
import { lists } from './en/lists.ts';
import { model } from './en/model.ts';
import { note } from './en/note.ts';
import { othersCase } from './en/othersCase.ts';
import { panel } from './en/panel.ts';
import { people } from './en/people.ts';
import { plan } from './en/plan.ts';
import { questions } from './en/questions.ts';
import { reasons } from './en/reasons.ts';
import { recurring } from './en/recurring.ts';
import { refusals } from './en/refusals.ts';
import { relay } from './en/relay.ts';
import { replies } from './en/replies.ts';
import { requests } from './en/requests.ts';
import { skills } from './en/skills.ts';
import { status } from './en/status.ts';
import { thanks } from './en/thanks.ts';
import { views } from './en/views.ts';

/** Every sentence in English. It sets the keys that every other language must have. */
export const en = {
  common,
  plan,
  questions,
  reasons,
  invitation,
  model,
  note,
  relay,
  othersCase,
  panel,
  status,
  link,
  lists,
  skills,
  help,
  doctor,
  recurring,
  hostTeams,
  people,
  refusals,
  replies,
  requests,
  caseSystems,
  views,
  aftercare,
  thanks,
  gaps,
  growth,
};

export type Messages = typeof en;
