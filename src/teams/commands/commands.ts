import type { SkillsRegistry } from '../../registry/registry.ts';
import type { Database } from '../../store/database.ts';
import type { Planner } from '../../swarm/planning/planner.ts';
import type { Turn } from '../inbound/turn.ts';
import type { Directory } from '../people/directory.ts';
import type { Examine, SearchHistory } from '../ports.ts';
import { type CaseNeeds, caseCommand } from './case.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import type { FindSwarm } from './findSwarm.ts';
import { helpCommand } from './help.ts';
import { historyCommand } from './history.ts';
import { mineCommand } from './mine.ts';
import { panelCommand } from './panel.ts';
import type { SwarmRequest } from './parse.ts';
import type { Reply } from './replies.ts';
import { saidCommand } from './said.ts';
import { skillsCommand } from './skills.ts';
import { statusCommand } from './status.ts';
import { whoCommand } from './who.ts';

export type CommandsNeeds = CaseNeeds & {
  database: Pick<Database, 'sql'>;
  registry: Pick<SkillsRegistry, 'snapshot'>;
  directory: Directory;
  find: FindSwarm;
  planner: Pick<Planner, 'detect'>;
  search: SearchHistory;
  examine: Examine;
  administrators: readonly string[];
  isLead: (personId: string) => boolean;
  askBudget: number;
};

/** Everything that can be asked in words, each kind by its own command. */
export function createCommands(needs: CommandsNeeds) {
  const { reply: planOf, propose, known } = caseCommand(needs);
  const said = saidCommand(needs, propose);
  const panel = panelCommand(needs);
  const mine = mineCommand(needs);
  const status = statusCommand({ ...needs, mine });
  const explain = explainCommand(needs);
  const skills = skillsCommand(needs);
  const who = whoCommand(needs);
  const history = historyCommand(needs);
  const doctor = doctorCommand(needs);

  async function run(request: SwarmRequest, turn: Turn): Promise<Reply> {
    switch (request.kind) {
      case 'panel':
        return panel(turn);
      case 'case':
        return planOf(request.words, turn);
      case 'said':
        return said(request.words, turn);
      case 'status':
        return status(request.caseId, turn);
      case 'explain':
        return explain(request.caseId, turn);
      case 'mine':
        return mine(turn);
      case 'skills':
        return skills(turn);
      case 'who':
        return who(request.words, turn);
      case 'history':
        return history(request.words, turn);
      case 'help':
        return helpCommand(turn);
      case 'doctor':
        return doctor(turn);
      default:
        return request satisfies never;
    }
  }

  return { run, propose, known };
}
