import { dutyTimeIn } from './dutyTime.ts';
import { ownTimeSaid } from './ownTime.ts';
import type { SwarmRequest } from './request.ts';
import { hasVerb } from './vocabulary.ts';

/**
 * What people ask about duty, their own and others': who is on call, when their own shift is, which team they are in, and when
 * they are to be asked. `bare`: without
 * signs at its ends. Null: it is no such question.
 */
export function dutyQuestion(bare: string): SwarmRequest | null {
  const { said, when } = dutyTimeIn(bare);
  for (const question of when ? [...onCallQuestions, ...timedQuestions] : onCallQuestions) {
    const found = question.exec(said);
    const words = found?.[1]?.trim() ?? null;
    if (found && !(words !== null && hasVerb.test(words))) return { kind: 'on-call', words, ...(when && { when }) };
  }
  if (ownShift.test(bare)) return { kind: 'skills' };
  return ownTeam.test(bare) ? { kind: 'team' } : ownTimeSaid(bare);
}

const nowEn = '(?: (?:right )?now| at the moment| currently| today)?';
const nowJa = '(?:(?:今日|本日|今回|今(?![夜晩週月日回度])|いま|現在)\\s?[の、は]?\\s?)?';
const dutyJa =
  '(?:オンコール|当直|(?:待機)?当番|待機(?:者|要員|(?=担当|の[人方]|は?誰)))(?:の)?(?:担当者?|当番|の?人|の?方)?';

/** The first group: for what. */
const onCallQuestions: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:who(?:'?s|’s| is| are| will be)?|is (?:any|some)(?:one|body)) )?(?:currently |now )?(?:the )?on[- ]?(?:call|duty|standby|(?:the )?(?:rota|pager)(?: duty)?)(?: (?:person|engineer|people|engineers))?${nowEn}(?: (?:for|on) (?!whatever)(.{2,60}?))?${nowEn}$`,
    'iu',
  ),
  new RegExp(
    `^${nowJa}(?:(.{2,60}?)\\s?の\\s?)??${nowJa}${dutyJa}\\s?(?:は|を|って|が)?\\s?${nowJa}(?:誰|だれ|どなた|教えて(?:ください|下さい)?|知りたい|い(?:ます|る))?(?:です|でしょう)?か?$`,
    'u',
  ),
  new RegExp(
    `^${nowJa}(?:誰|だれ|どなた)が\\s?${nowJa}(?:(.{2,60}?)\\s?の\\s?)?${dutyJa}(?:です|なの|なん|でしょう)*か?$`,
    'u',
  ),
];

/** Of a time, in words that ask of nothing else then: "who's covering AKS tonight?", 「明日の AKS の担当は誰ですか」. */
const timedQuestions: readonly RegExp[] = [
  /^who(?:['’]?s| is| will be)(?: (?:on|covering)(?: (?!call\b)(?:for )?([^\d]{2,60}?))?)?$/iu,
  /^(?:(.{2,40}?)\s?の\s?)?担当(?:者)?は\s?(?:誰|だれ|どなた)(?:です|でしょう)?か?$/u,
  /^(?:(.{2,40}?)\s?は\s?)?(?:誰|だれ|どなた)が\s?担当(?:です|でしょう|します)?か?$/u,
];

/** One's own shifts and turns on call: they stand in one's own week. */
const ownShift =
  /^(?:(?:when|what time) (?:does|do|will|is|are) my (?:(?:next|current|this|on[- ]?call) )*(?:shifts?|turns?|duty|on[- ]?call)(?: (?:next|on[- ]?call|shift|end|ends|start|starts|begin|begins|over|finish))*|(?:when )?am i (?:next )?(?:on[- ]?call|on duty|on shift)(?: (?:next|now|today|this week|tonight|tomorrow))?|(?:(?:what(?:'s| is| are)|show(?: me)?|see) )?my (?:next |on[- ]?call )?(?:shifts?|rota|schedule)(?: this week| today| next week)?|(?:(?:私|自分|わたし)の)?(?:次の?|今の|今日の|明日の|今週の|来週の)?(?:(?:シフト|勤務)(?:表)?|(?<=(?:私|自分|わたし|次|次の|今日の|明日の|今週の|来週の).{0,3})オンコール)(?:は|を|が)?\s?(?:いつ|何時)(?:まで|から|に(?:終わ(?:る|ります)|始ま(?:る|ります)))?(?:です|でしょう)?か?|(?:(?:私|自分|わたし)の|次の|今日の|明日の|今週の|来週の){1,2}(?:シフト|勤務表?|オンコール(?<=(?:私|自分|わたし)の.{0,3}オンコール))(?:は|を)?(?:教えて|見せて|見たい|知りたい)?(?:ください|下さい)?)$/iu;

const ownTeam =
  /^(?:(?:which|what) (?:support )?team (?:am i (?:in|on|of|part of|a member of)|do i belong to|is mine)|(?:(?:what(?:'s| is)|which is) )?my (?:support )?team|(?:(?:私|自分|わたし)(?:の|は|が)?\s?)?(?:どの(?:サポート|担当)?チーム(?:の?(?:メンバー|人|一員)|に(?:所属|入って|属して)(?:して)?(?:いる|います|いるの)?)?|(?:所属|担当|サポート)(?:して(?:いる|います))?(?:の)?チーム(?:は|を|って)?(?:どこ|どれ|何|なに|なん|教えて)?|(?<=(?:私|自分|わたし)の)チーム(?:は|を|って)?(?:どこ|どれ|何|なん|教えて)?)(?:です|でしょう|なの|なん)*か?)$/iu;
