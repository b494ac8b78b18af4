import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import { didYouMeanCard } from '../cards/questionCards.ts';
import type { Turn } from '../inbound/turn.ts';
import { messages, named } from '../languages/language.ts';
import type { Directory } from '../people/directory.ts';
import type { Examine, SearchHistory } from '../ports.ts';
import type { GrowthViews } from '../views/growthViews.ts';
import { type CaseNeeds, caseCommand } from './case/case.ts';
import { courtesyReply } from './courtesy.ts';
import { deedCommand } from './deed.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import type { FindSwarm } from './findSwarm.ts';
import { helpCommand } from './help.ts';
import { historyCommand } from './history.ts';
import { linkCommand } from './link.ts';
import { mineCommand } from './mine.ts';
import { technologiesNamed } from './namedTogether.ts';
import { onCallCommand } from './onCall.ts';
import { withWords } from './ownCard.ts';
import { ownInvitations } from './ownInvitation.ts';
import { panelCommand } from './panel.ts';
import { parseRequest } from './parsing/parse.ts';
import type { SwarmRequest } from './parsing/request.ts';
import { recordCommand } from './record.ts';
import type { Reply } from './replies.ts';
import { saidCommand } from './said.ts';
import { skillsCommand } from './skills.ts';
import { statusCommand } from './status.ts';
import { teamCommand } from './team.ts';
import { whoCommand } from './who.ts';

export type CommandsNeeds = CaseNeeds & {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  directory: Directory;
  find: FindSwarm;
  search: SearchHistory;
  examine: Examine;
  administrators: () => readonly string[];
  isLeadOf: (personId: string, people: readonly string[]) => boolean;
  askBudget: () => number;
  growth: Pick<GrowthViews, 'record'>;
  storyLink: (swarmId: string) => string;
};

/** Everything that can be asked in words, each kind by its own command. */
export function createCommands(needs: CommandsNeeds) {
  const cases = caseCommand(needs);
  const said = saidCommand(needs, cases);
  const panel = panelCommand(needs);
  const mine = mineCommand(needs);
  const invitations = ownInvitations({ ...needs, mine });
  const deed = deedCommand({ ...needs, toLeave: invitations.toLeave });
  const status = statusCommand({ ...needs, mine });
  const link = linkCommand(needs);
  const explain = explainCommand(needs);
  const record = recordCommand(needs.growth);
  const skills = skillsCommand(needs);
  const who = whoCommand(needs);
  const onCall = onCallCommand(needs);
  const team = teamCommand(needs);
  const history = historyCommand(needs);
  const doctor = doctorCommand(needs);

  async function run(request: SwarmRequest, turn: Turn): Promise<Reply> {
    switch (request.kind) {
      case 'panel':
        return panel(turn);
      case 'case':
        return cases.reply(request.words, turn);
      case 'said':
        return said(request.words, turn);
      case 'status':
        return status(request.caseId, turn);
      case 'link':
      case 'unlink':
        return link(request, turn);
      case 'explain':
        return explain(request.caseId, turn);
      case 'mine':
        return mine(turn);
      case 'record':
        return record(turn);
      case 'skills':
        return skills(turn);
      case 'who':
        return whoKnows(request, turn);
      case 'on-call':
        return whoIsOnCall(request, turn);
      case 'team':
        return team(turn);
      case 'history':
        return history(request.words, turn);
      case 'help':
        return helpCommand(turn, needs.urgency);
      case 'doctor':
        return doctor(turn);
      case 'tells':
        return told(request, turn);
      case 'answers':
        return (await invitations.toAnswer(request.caseId, turn)) ?? unasked(request, turn);
      case 'wishes':
        return wished(request, turn);
      case 'courtesy':
        return courtesyReply(request.courtesy, turn);
      case 'new':
        return cases.about('', 'new', turn);
      case 'offers':
        return offered(request, turn);
      default:
        return request satisfies never;
    }
  }

  /** How a deed is done; where no such case is known, and the words may tell anything, they are taken as they were. */
  async function told(
    { about, caseId, otherwise }: Extract<SwarmRequest, { kind: 'tells' }>,
    turn: Turn,
  ): Promise<Reply> {
    const isOther =
      otherwise !== undefined &&
      caseId !== null &&
      (await needs.find(caseId, turn)) === null &&
      (await needs.caseMeant(caseId)).kind !== 'one';
    return isOther ? run(otherwise, turn) : deed(about, caseId, turn);
  }

  /** Who answers, and was asked nothing: no problem is told by that, unless it names what it is about. */
  async function unasked(
    { caseId, otherwise }: Extract<SwarmRequest, { kind: 'answers' }>,
    turn: Turn,
  ): Promise<Reply> {
    const told = otherwise.kind === 'said' && caseId === null ? otherwise.words : null;
    return told === null || cases.technologyIn(told, turn)
      ? run(otherwise, turn)
      : { audience: 'asker', words: messages(turn.reader.language).questions.nothingToAnswer };
  }

  /** What is not changed by words is said on the status of the swarm. */
  async function wished({ caseId, otherwise }: Extract<SwarmRequest, { kind: 'wishes' }>, turn: Turn): Promise<Reply> {
    if ((await needs.find(caseId, turn)) === null) return run(otherwise, turn);
    const shown = await status(caseId, turn);
    return 'card' in shown && shown.swarmId !== undefined
      ? { ...shown, card: withWords(messages(turn.reader.language).questions.notChanged, shown.card) }
      : shown;
  }

  /** In a whole sentence the technology may stand among other words; one that names none, known or not, is no such question. */
  async function whoKnows({ words, asked }: Extract<SwarmRequest, { kind: 'who' }>, turn: Turn): Promise<Reply> {
    if (asked === undefined || technologiesNamed(words, needs.directory).technologies.length > 0)
      return who(words, turn);
    const meant = nameIn(words, turn) ?? cases.unknownIn(words, turn);
    return meant ? who(meant, turn) : said(asked, turn);
  }

  /** Here too it may stand among other words: "who's on call for the AKS cluster?" */
  function whoIsOnCall({ words, when }: Extract<SwarmRequest, { kind: 'on-call' }>, turn: Turn): Promise<Reply> {
    const isName = words === null || technologiesNamed(words, needs.directory).technologies.length > 0;
    return onCall({ words: isName ? words : (nameIn(words, turn) ?? words), when: when ?? null }, turn);
  }

  /** The name of the technology that words tell of. */
  function nameIn(words: string, turn: Turn): string | null {
    const technology = cases.technologyIn(words, turn);
    const name = technology && needs.directory.technology(technology)?.name;
    return name ? named(name, turn.reader) : null;
  }

  /** A slip of the keys is asked about; but a technology's name is none, and a case that is named is meant. */
  async function offered(request: Extract<SwarmRequest, { kind: 'offers' }>, turn: Turn): Promise<Reply> {
    const { command, following, word, words } = request;
    if (cases.technologyIn(word, turn) || (await needs.caseMeant(word)).kind === 'one') return cases.reply(words, turn);
    const meant = { said: `/swarm ${command}${following === '' ? '' : ` ${following}`}`, word };
    return { audience: 'asker', card: didYouMeanCard(meant, { text: words, severity: 'normal' }, turn.reader) };
  }

  /** What words of a card's button ask for, as if they had been typed. */
  async function runWords(words: string, turn: Turn): Promise<Reply> {
    const request = parseRequest(words, true, true);
    return run(request ?? { kind: 'help' }, turn);
  }

  return { ...cases, run, runWords };
}
