import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BotProcess, startBotProcess } from '../botProcess.ts';
import { freePort, openDoor } from '../doors/listener.ts';
import { offerCases } from '../organisation/offeredCases.ts';
import type { SandboxOrganisation } from '../organisation/organisation.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { makeTempFolder } from '../tempFolder.ts';
import { type AgentsPlayground, startAgentsPlayground } from './agentsPlayground.ts';
import { createConnectorDoor, fromPlayground, fromSandbox, type SentCard } from './connectorDoor.ts';
import { invitationIn, type OpenInvitation } from './otherHands.ts';
import { type PlaygroundSettings, playgroundSettings } from './settings.ts';

export type Playground = {
  sandbox: Sandbox;
  bot: BotProcess;
  agents: AgentsPlayground;
  settings: PlaygroundSettings;
  stop(): Promise<void>;
};

export type PlaygroundOptions = {
  /** The command of Microsoft's package (findAgentsPlayground). */
  command: string;
  /** The case whose owner is at the keyboard. */
  caseId: string;
  /** The port of the Agents Playground; 0: any free one. */
  port?: number;
  organisation?: SandboxOrganisation;
  /** What the bot's environment shall have besides; its data lies in a folder that goes at the end, if not said. */
  environment?: Record<string, string>;
  /** Takes each line of the bot's log. */
  onLine?: (line: string) => void;
  /** Hears of every card that the bot sends or updates. */
  onCard?: (sent: SentCard) => void;
  /** Hears of every invitation that another than the person at the keyboard gets. */
  onInvitation?: (invitation: OpenInvitation) => void;
};

/**
 * The production bot with Microsoft's Agents Playground as Teams, and the sandbox as Entra and Graph. The bot asks
 * nobody for a token, so it listens on this machine only; its cases are those of the organisation.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const folder = await makeTempFolder('playground');
  const begun: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of begun.splice(0).reverse()) await end();
  };
  try {
    const door = await openDoor({ name: 'playground-connector', port: 0 });
    begun.push(door.close);
    const { organisation } = options;
    const sandbox = await startSandbox({
      ...(organisation ? { organisation } : {}),
      botEndpoint: `${door.address}${fromSandbox}`,
    });
    begun.push(sandbox.stop);
    const { cases } = sandbox.organisation;
    const theCase = cases.find((each) => each.id === options.caseId);
    if (!theCase) {
      const ids = cases.map((each) => each.id).join(', ');
      throw new Error(`The organisation has no case ${options.caseId}; it has ${ids}`);
    }
    const environment: Record<string, string> = {
      ...sandbox.botEnvironment(),
      SWARM_PLAYGROUND: '1',
      DATA_FOLDER: join(folder, 'data'),
      LOG_LEVEL: 'info',
      ...options.environment,
    };
    const { onLine, onCard, onInvitation } = options;
    const bot = await startBotProcess({ environment, ...(onLine ? { onLine } : {}) });
    begun.push(bot.stop);
    const { PUBLIC_URL: address = '', CASE_WEBHOOK_SECRET: secret = '', MICROSOFT_APP_ID: id = '' } = environment;
    await offerCases(cases, { address, secret });

    const settings = await playgroundSettings(sandbox.organisation, theCase, { id, name: 'Swarm' });
    const endpoint = `${address}/api/messages`;
    const agents = await startAgentsPlayground({
      command: options.command,
      folder,
      settings,
      botEndpoint: `${door.address}${fromPlayground}`,
      serviceUrl: door.address,
      port: options.port || (await freePort()),
    });
    begun.push(agents.stop);
    door.serve(
      createConnectorDoor({
        playground: agents.address,
        botEndpoint: endpoint,
        settings,
        onCard(sent) {
          onCard?.(sent);
          const invitation = invitationIn(sent, { endpoint, serviceUrl: door.address, settings });
          if (invitation) onInvitation?.(invitation);
        },
      }),
    );
    return { sandbox, bot, agents, settings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
