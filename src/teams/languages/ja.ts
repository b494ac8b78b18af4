import type { Messages } from './en.ts';
import { aftercare } from './ja/aftercare.ts';
import { caseSystems } from './ja/caseSystems.ts';
import { common } from './ja/common.ts';
import { doctor } from './ja/doctor.ts';
import { gaps } from './ja/gaps.ts';
import { growth } from './ja/growth.ts';
import { help } from './ja/help.ts';
import { hostTeams } from './ja/hostTeams.ts';
import { invitation } from './ja/invitation.ts';
import { link } from './ja/link.ts';
import { lists } from './ja/lists.ts';
import { model } from './ja/model.ts';
import { note } from './ja/note.ts';
import { othersCase } from './ja/othersCase.ts';
import { panel } from './ja/panel.ts';
import { people } from './ja/people.ts';
import { plan } from './ja/plan.ts';
import { questions } from './ja/questions.ts';
import { reasons } from './ja/reasons.ts';
import { recurring } from './ja/recurring.ts';
import { refusals } from './ja/refusals.ts';
import { relay } from './ja/relay.ts';
import { replies } from './ja/replies.ts';
import { requests } from './ja/requests.ts';
import { skills } from './ja/skills.ts';
import { status } from './ja/status.ts';
import { thanks } from './ja/thanks.ts';
import { views } from './ja/views.ts';

/**
 * Every sentence in Japanese. One word for one thing: スウォーム, ケース, コーディネーター, エキスパート, 学習メンバー, 招待,
 * 技術, 担当者なし (gap), スキル台帳 (registry), リーダー (lead).
 */
export const ja = {
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
} satisfies Messages;
