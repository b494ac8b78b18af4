import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { TokenCredential } from '@azure/identity';
import { importPastCases } from '../src/evidence/pastCases/importPastCases.ts';
import { readPastCaseFiles } from '../src/evidence/pastCases/pastCaseFile.ts';
import { keepImport } from '../src/history/keptImports.ts';
import type { Language } from '../src/language/language.ts';
import { opened } from '../src/registry/files/excel/workbook.ts';
import type { FindPerson } from '../src/registry/files/mails.ts';
import type { RegistryProblem } from '../src/registry/files/problem.ts';
import { problemSentence } from '../src/registry/files/problemWords.ts';
import { openSkillsRegistry } from '../src/registry/registry.ts';
import { readStoreConfig } from '../src/settings/config.ts';
import { describeProblems } from '../src/settings/configProblem.ts';
import { openDatabase } from '../src/store/database.ts';
import { tellable } from '../src/store/tellable.ts';
import { isZone, zoneNamed, zonesMeantBy } from '../src/time/zone.ts';
import { runExportCommand } from './exportCommand.ts';
import { type ExportAsked, exportAskedIn } from './exportOptions.ts';
import { readGivenFiles } from './givenFiles.ts';
import { type LiveAsked, liveAskedIn, runLiveCommand } from './liveCommand.ts';

export type PastCasesNeeds = {
  environment: Readonly<Record<string, string | undefined>>;
  language: Language;
  print(line: string): void;
  complain(line: string): void;
  /** Asks whoever sits at the terminal; null: nobody does. */
  ask?: (question: string) => Promise<string | null>;
  /** Tells how far a long work is, in place of what was told last. */
  progress?: (line: string) => void;
  open?: typeof openDatabase;
  /** Now, in milliseconds since 1970. */
  clock?: () => number;
  /** In place of Microsoft Graph. */
  findPerson?: FindPerson;
  /** In place of the bot's own credential. */
  credential?: TokenCredential;
  /** Waits so many milliseconds. */
  wait?: (ms: number) => Promise<void>;
};

const mostTold = 200;

const words: Record<
  Language,
  {
    help: string;
    fine(count: number): string;
    did(taken: number, unchanged: number): string;
    refused(count: number): string;
    more(count: number): string;
    noZone(zone: string, meant: string[]): string;
  }
> = {
  en: {
    help: `npm run pastcases -- check FILES…     say what is wrong in files of solved cases
npm run pastcases -- import FILES…    bring them in: all or nothing, and again without doubling

--zone Asia/Tokyo   the time zone of times that name none; without it they are read as UTC

npm run pastcases -- import --from SYSTEM FILES…    what SYSTEM exports: dynamics, servicenow, zendesk, jira, salesforce
                                                    (a folder or zip file, too); check only shows what would become of it
npm run pastcases -- import --live --from SYSTEM    asks dynamics, servicenow or zendesk itself, once connected; run again,
                                                    it goes on where it was (--since 2024-01-01, --yes)
--zone, --encoding, --dates                         are asked where the export does not tell
--restricted "COLUMN=VALUE", --none-restricted      which cases are confidential; one of both is needed
--column FIELD="COLUMN", --product "NAME=ID", --people FILE, --site https://…, --skip-faulty, --skip-unknown-people, --yes
                                                    docs/registry.md tells each

FILES   JSON ({ "pastCases": [] }) or CSV, in UTF-8, or an Excel workbook (.xlsx): id, title, text, closed_at, technologies, solved_by, root_cause,
        fix, url, restricted. Technologies are ids of the registry, people Entra object ids; several are separated by |

Reads DATABASE_URL or DATA_FOLDER, and MICROSOFT_APP_TENANT_ID (env/.env is read, too).`,
    fine: (count) => `Nothing is wrong. The files hold ${count} solved cases.`,
    did: (taken, unchanged) =>
      `Imported: ${taken} new or changed, ${unchanged} unchanged. Bots take them over within half a minute.`,
    refused: (count) => `${count} ${count === 1 ? 'problem' : 'problems'}. Nothing was changed.`,
    more: (count) => `… and ${count} more.`,
    noZone: (zone, meant) =>
      `--zone ${zone} is no time zone by area and city, such as Asia/Tokyo, nor UTC.${meant.length > 0 ? ` Is ${meant.join(' or ')} meant?` : ''}`,
  },
  ja: {
    help: `npm run pastcases -- check FILES…     解決済みケースのファイルの誤りを表示します
npm run pastcases -- import FILES…    取り込みます（すべて取り込むか、まったく取り込まないか。繰り返しても重複しません）

--zone Asia/Tokyo   タイム ゾーンのない日時のタイム ゾーン（指定がなければ UTC として読みます）

npm run pastcases -- import --from システム FILES…  システムのエクスポートを取り込みます: dynamics、servicenow、zendesk、jira、salesforce
                                                    （フォルダーや ZIP も可）。check は結果の確認だけを行います
npm run pastcases -- import --live --from システム  接続済みの dynamics、servicenow、zendesk から直接取り込みます。
                                                    再実行すると続きから取り込みます（--since 2024-01-01、--yes）
--zone、--encoding、--dates                         エクスポートから分からない場合は質問します
--restricted "列名=値"、--none-restricted            取扱注意のケースの見分け方（どちらかが必要です）
--column 項目="列名"、--product "名前=ID"、--people ファイル、--site https://…、--skip-faulty、--skip-unknown-people、--yes
                                                    詳しくは docs/registry.md をご覧ください

FILES   JSON（{ "pastCases": [] }）、CSV（どちらも UTF-8）、または Excel ブック（.xlsx）。列: ID、件名、内容、解決日時、技術、解決者、原因、解決策、URL、
        取扱注意（英語の列名も使えます）。技術はスキル台帳の ID、人は Entra のオブジェクト ID で、複数の値は | で区切ります

DATABASE_URL または DATA_FOLDER と、MICROSOFT_APP_TENANT_ID を参照します（env/.env も読みます）。`,
    fine: (count) => `問題はありません。解決済みケースは ${count} 件です。`,
    did: (taken, unchanged) =>
      `取り込みました: 追加または変更 ${taken} 件、変更なし ${unchanged} 件。実行中のボットには 30 秒以内に反映されます。`,
    refused: (count) => `問題が ${count} 件あります。何も変更していません。`,
    more: (count) => `… ほか ${count} 件`,
    noZone: (zone, meant) =>
      `--zone ${zone} は、Asia/Tokyo のような地域と都市の名前でも UTC でもありません。${meant.length > 0 ? `${meant.join(' または ')} のことでしょうか。` : ''}`,
  },
};

/** Runs `check` or `import`; gives the exit code: 0 done, 1 refused (nothing was changed), 2 not understood. */
export async function runPastCasesCommand(args: readonly string[], needs: PastCasesNeeds): Promise<number> {
  const said = words[needs.language];
  if (args.some((arg) => /^--from(=|$)/.test(arg))) {
    const ofSystem = args.includes('--live') ? liveAskedIn(args) : exportAskedIn(args);
    if (typeof ofSystem !== 'string') return runFromSystem(ofSystem, needs);
    if (ofSystem !== '') needs.complain(ofSystem);
    needs.complain(said.help);
    return 2;
  }
  const asked = read(args);
  if (!asked) {
    needs.complain(said.help);
    return 2;
  }
  const { kind, paths } = asked;
  const zone = zoneNamed(asked.zone);
  if (!isZone(zone)) {
    needs.complain(said.noZone(asked.zone, zonesMeantBy(asked.zone)));
    return 2;
  }
  const refuse = (problems: readonly RegistryProblem[]): number => {
    for (const problem of problems.slice(0, mostTold)) needs.complain(problemSentence(problem, needs.language));
    if (problems.length > mostTold) needs.complain(said.more(problems.length - mostTold));
    needs.complain(said.refused(problems.length));
    return 1;
  };
  const store = readStoreConfig(needs.environment);
  if (!store.ok) {
    needs.complain(describeProblems(store.problems, 'Nothing was done'));
    return 1;
  }
  try {
    const files = await readGivenFiles(paths, needs.language);
    const { tenantId } = store.config;
    const database = await (needs.open ?? openDatabase)(store.config.database);
    try {
      const { snapshot: known } = await openSkillsRegistry({ database, tenantId, clock: Date.now });
      if (kind === 'check') {
        const reading = readPastCaseFiles(await opened(files), known, Date.now(), { zone });
        if (!reading.ok) return refuse(reading.problems);
        needs.print(said.fine(reading.cases.length));
        return 0;
      }
      const kept = {
        what: 'past-cases',
        door: 'command',
        by: null,
        files: paths.map((path) => basename(path)),
      } as const;
      const imported = await importPastCases(
        {
          ...{ database, tenantId, known, clock: Date.now, zone },
          alongside: (tx, counts) => keepImport(tx, tenantId, { ...kept, counts, at: Date.now() }),
        },
        files,
      );
      if (!imported.ok) return refuse(imported.problems);
      needs.print(said.did(imported.summary.taken, imported.summary.unchanged));
      return 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    needs.complain(tellable(error));
    return 1;
  }
}

/** The export of a case system, or what it tells itself, into the database that is configured. */
async function runFromSystem(asked: ExportAsked | LiveAsked, needs: PastCasesNeeds): Promise<number> {
  const store = readStoreConfig(needs.environment);
  if (!store.ok) {
    needs.complain(describeProblems(store.problems, 'Nothing was done'));
    return 1;
  }
  try {
    const { tenantId } = store.config;
    const database = await (needs.open ?? openDatabase)(store.config.database);
    try {
      const { snapshot: known } = await openSkillsRegistry({ database, tenantId, clock: Date.now });
      const target = { database, tenantId, known };
      return 'paths' in asked
        ? await runExportCommand(asked, target, needs)
        : await runLiveCommand(asked, target, needs);
    } finally {
      await database.close();
    }
  } catch (error) {
    needs.complain(tellable(error));
    return 1;
  }
}

/** What was asked for; null when it is not understood. */
function read(args: readonly string[]): { kind: 'check' | 'import'; paths: string[]; zone: string } | null {
  try {
    const options = { zone: { type: 'string', default: 'UTC' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [kind, ...paths] = positionals;
    return (kind === 'check' || kind === 'import') && paths.length > 0 ? { kind, paths, zone: values.zone } : null;
  } catch {
    return null;
  }
}
