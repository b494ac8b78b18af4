import { createInterface } from 'node:readline';
import { parseArgs, styleText } from 'node:util';
import { z } from 'zod';
import { tellable } from '../store/tellable.ts';
import { findAgentsPlayground } from './playground/agentsPlayground.ts';
import type { OpenInvitation } from './playground/otherHands.ts';
import { startPlayground } from './playground/startPlayground.ts';
import { cardText } from './terminal/cardText.ts';

const words = {
  en: {
    help: `npm run playground [-- options]

  --case ID    the owner of this case is at the keyboard (4711, if not said)
  --port N     port of the Agents Playground (56150, if not said)
`,
    starting: 'Starting the sandbox (Entra and Graph), the bot, and the Microsoft 365 Agents Playground …',
    missing:
      'The Microsoft 365 Agents Playground is not installed. Run npm install (it is a development dependency), or use npm run sandbox, which needs nothing else.',
    open: (address: string) => `Open ${address} in a browser on this machine.`,
    anonymous:
      'Without authentication: in this mode the bot believes every caller, so it and the Playground listen on this machine only (127.0.0.1). Never run it like this elsewhere.',
    at: (name: string, id: string) => `You are ${name}, the owner of case ${id}. In the personal chat, type`,
    freeText: '/swarm Azure VPN drops every hour after a router change',
    panel: 'and @Swarm as a reply in the swarm’s thread for the coordinator’s panel, with which a case is resolved.',
    limits: [
      'Graph is played by the sandbox. The channels it makes cannot appear in the Playground, which has one beside',
      'General: every swarm’s thread begins there, and links to channels lead nowhere. Slash menus, people pickers,',
      'mentions in cards and views of one’s own are not in the Playground either; npm run sandbox has all of them.',
    ],
    others: 'Only you are in the Playground. The others answer from here: an invitation’s number and Enter accepts it.',
    invited: (number: number, name: string, what: string) => `  ${number}  invitation for ${name}: ${what}`,
    accepted: (name: string) => `  ${name} accepts.`,
    notAccepted: (name: string, status: number) => `  ${name} could not accept: the bot answered ${status}.`,
    unknown: (typed: string) => `  There is no invitation ${typed}.`,
    end: 'Ctrl+C ends it.',
    ended: 'The bot or the Playground ended by itself.',
  },
  ja: {
    help: `npm run playground [-- オプション]

  --case ID    このケースの担当者として操作します（既定: 4711）
  --port N     Agents Playground のポート（既定: 56150）
`,
    starting: 'サンドボックス（Entra と Graph）、ボット、Microsoft 365 Agents Playground を起動しています …',
    missing:
      'Microsoft 365 Agents Playground がインストールされていません。npm install を実行するか（開発用の依存パッケージです）、追加インストール不要の npm run sandbox をお使いください。',
    open: (address: string) => `このマシンのブラウザーで ${address} を開いてください。`,
    anonymous:
      '認証なしで動作します。このモードのボットは誰からの呼び出しも受け付けるため、ボットと Playground はこのマシン（127.0.0.1）でのみ待ち受けます。ほかの環境では決して使わないでください。',
    at: (name: string, id: string) =>
      `操作するのはケース ${id} の担当者 ${name} さんです。個人チャットで次のように入力します`,
    freeText: '/swarm ルーター交換後、Azure VPN が 1 時間ごとに切断される',
    panel: 'スウォームのスレッドに @Swarm と返信すると、ケースを解決できるコーディネーター用パネルが届きます。',
    limits: [
      'Graph はサンドボックスが演じます。そこで作られるチャネルは Playground には現れません。Playground のチャネルは',
      '「一般」のほかに 1 つだけなので、どのスウォームのスレッドもそこで始まり、チャネルへのリンクは開けません。スラッシュ',
      'メニュー、ユーザー選択、カード内のメンション、個人別の表示も Playground にはありません（npm run sandbox にはあります）。',
    ],
    others:
      'Playground を操作できるのは 1 人だけです。ほかの人の承諾はここで行います。招待の番号を入力して Enter を押してください。',
    invited: (number: number, name: string, what: string) => `  ${number}  ${name} さんへの招待: ${what}`,
    accepted: (name: string) => `  ${name} さんが承諾しました。`,
    notAccepted: (name: string, status: number) => `  ${name} さんは承諾できませんでした。ボットの応答: ${status}`,
    unknown: (typed: string) => `  招待 ${typed} はありません。`,
    end: 'Ctrl+C で終了します。',
    ended: 'ボットまたは Playground が停止しました。',
  },
} as const;

const said = words[/^ja/.test(process.env.LC_ALL || process.env.LANG || '') ? 'ja' : 'en'];
const print = (line: string) => console.log(line);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      case: { type: 'string', default: '4711' },
      port: { type: 'string', default: '56150' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(said.help);
    return;
  }
  const command = findAgentsPlayground();
  if (command === null) {
    console.error(said.missing);
    process.exitCode = 1;
    return;
  }
  print(styleText('dim', said.starting));
  const invitations: OpenInvitation[] = [];
  const names = new Map<string, string>();
  const nameOf = (personId: string) => names.get(personId) ?? personId;
  const playground = await startPlayground({
    command,
    caseId: values.case,
    port: Number(values.port),
    onLine: troubleOnly,
    onInvitation(invitation) {
      const [, title = ''] = cardText(invitation.card).lines;
      print(said.invited(invitations.push(invitation), nameOf(invitation.personId), title));
    },
  });
  for (const { id, name } of playground.sandbox.organisation.people) names.set(id, name);
  const keyboard = createInterface({ input: process.stdin });
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    keyboard.close();
    await playground.stop();
    process.exit(code);
  };
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => stop(0));
  Promise.race([playground.bot.ended, playground.agents.ended]).then(() => {
    if (!stopping) console.error(styleText('red', said.ended));
    return stop(1);
  });

  const { currentUser } = playground.settings;
  print('');
  print(styleText('bold', said.open(playground.agents.address)));
  print(styleText('yellow', said.anonymous));
  print('');
  print(said.at(currentUser.name, values.case));
  print(styleText('bold', `  /swarm ${values.case}`));
  print(styleText('bold', `  ${said.freeText}`));
  print(said.panel);
  print('');
  for (const line of said.limits) print(line);
  print('');
  print(said.others);
  print(said.end);
  print('');

  for await (const line of keyboard) {
    const typed = line.trim();
    if (typed === '') continue;
    const invitation = invitations[Number(typed) - 1];
    if (!invitation) {
      print(said.unknown(typed));
      continue;
    }
    const status = await invitation.accept();
    const name = nameOf(invitation.personId);
    print(status === 200 ? said.accepted(name) : said.notAccepted(name, status));
  }
}

const logLineSchema = z.looseObject({
  level: z.number(),
  msg: z.string().default(''),
  cause: z.string().optional(),
  err: z.looseObject({ message: z.string() }).optional(),
});

/** The bot's own log is for its operator; here only what went wrong is shown. */
function troubleOnly(line: string): void {
  if (!line.startsWith('{')) {
    console.error(styleText('red', line));
    return;
  }
  const { level, msg, err, cause } = logLineSchema.parse(JSON.parse(line));
  const why = err?.message ?? cause;
  if (level >= 40) console.error(styleText('red', `bot: ${msg}${why ? `: ${why}` : ''}`));
}

main().catch((error: unknown) => {
  console.error(tellable(error));
  process.exit(1);
});
