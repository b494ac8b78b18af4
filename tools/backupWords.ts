import type { Language } from '../src/language/language.ts';
import type { SwarmFault } from '../src/swarm/service/wholeness.ts';

export type BackupWords = {
  help: string;
  noServer: string;
  noTables(schema: string): string;
  failed(why: string): string;
  fault(fault: SwarmFault): string;
  more(faults: number): string;
  looked(swarms: number, events: number, broken: number): string;
};

/** What `npm run backup` says. */
export const backupWords: Record<Language, BackupWords> = {
  en: {
    help: 'npm run backup -- check FILE   restores a dump (pg_dump) into a scratch database and tells whether its swarms are whole',
    noServer:
      'A PostgreSQL is needed to restore into: set BACKUP_CHECK_URL (a user who may create databases), or DATABASE_URL.',
    noTables: (schema) =>
      `The dump has no swarms in the schema ${schema}. Set DATABASE_SCHEMA to the schema it was made of.`,
    failed: (why) => `The dump could not be checked: ${why}`,
    fault(fault) {
      switch (fault.code) {
        case 'event-missing':
          return `event ${fault.version} is missing`;
        case 'event-unreadable':
          return `event ${fault.version} cannot be read (${fault.why})`;
        case 'row-missing':
          return 'it has events, but no row in lists';
        case 'events-missing':
          return 'it is in lists, but has no events';
        case 'row-differs':
          return `its row in lists is not what its events tell: ${fault.columns.join(', ')}`;
        case 'words-differ':
          return 'the words by which it is found are not those of its events';
        case 'invitations-differ':
          return `its invitations are not what its events tell: ${fault.invitations.join(', ')}`;
        case 'tasks-differ':
          return `what is to come after its end is not what its events tell: ${fault.tasks.join(', ')}`;
        case 'thanks-differ':
          return `its thanks are not those of its events: ${fault.versions.join(', ')}`;
        default:
          return fault satisfies never;
      }
    },
    more: (faults) => `… and ${faults} more`,
    looked: (swarms, events, broken) =>
      broken === 0
        ? `All ${swarms} swarms are whole (${events} events).`
        : `${broken} of ${swarms} swarms are not whole (${events} events).`,
  },
  ja: {
    help: 'npm run backup -- check ファイル   ダンプ（pg_dump）を一時データベースに復元し、スウォームが完全かどうかを確認します',
    noServer:
      '復元先の PostgreSQL が必要です。データベースを作成できるユーザーの BACKUP_CHECK_URL、または DATABASE_URL を設定してください。',
    noTables: (schema) =>
      `ダンプのスキーマ ${schema} にスウォームがありません。DATABASE_SCHEMA にダンプ元のスキーマを設定してください。`,
    failed: (why) => `ダンプを確認できませんでした: ${why}`,
    fault(fault) {
      switch (fault.code) {
        case 'event-missing':
          return `イベント ${fault.version} がありません`;
        case 'event-unreadable':
          return `イベント ${fault.version} を読み取れません（${fault.why}）`;
        case 'row-missing':
          return 'イベントはありますが、一覧の行がありません';
        case 'events-missing':
          return '一覧の行はありますが、イベントがありません';
        case 'row-differs':
          return `一覧の行がイベントの内容と異なります: ${fault.columns.join(', ')}`;
        case 'words-differ':
          return '検索用の語がイベントの内容と異なります';
        case 'invitations-differ':
          return `依頼がイベントの内容と異なります: ${fault.invitations.join(', ')}`;
        case 'tasks-differ':
          return `解決後の対応がイベントの内容と異なります: ${fault.tasks.join(', ')}`;
        case 'thanks-differ':
          return `お礼がイベントの内容と異なります: ${fault.versions.join(', ')}`;
        default:
          return fault satisfies never;
      }
    },
    more: (faults) => `… ほか ${faults} 件`,
    looked: (swarms, events, broken) =>
      broken === 0
        ? `スウォーム ${swarms} 件はすべて完全です（イベント ${events} 件）。`
        : `スウォーム ${swarms} 件のうち ${broken} 件が不完全です（イベント ${events} 件）。`,
  },
};
