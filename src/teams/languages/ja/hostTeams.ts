import { spaced } from '../../../language/spacing.ts';
import type { Messages } from '../en.ts';

export const hostTeams = {
  title: (team, percent) => spaced`ホスト チーム ${team} のチャネル使用率が ${percent}% に達しました`,
  taken: (taken, most, room) => `チャネル ${most} 個中 ${taken} 個を使用しています。残りは ${room} 個です。`,
  deleted: (channels) =>
    `過去 30 日間に削除されたスウォームのチャネル ${channels} 個を含みます (削除後 30 日間は使用中として数えられます)。`,
  todo: '対処方法: 新しいチームを作成して Swarm を追加し、HOST_TEAM_IDS にそのチームを追加してください。終了したスウォームのチャネルの保持期間を短くする方法もあります。手順は docs/operations.md をご覧ください。',
  countedAt: (moment) => `集計日時: ${moment}`,
} satisfies Messages['hostTeams'];
