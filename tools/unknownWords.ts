import type { Case } from '../src/cases/case.ts';
import { createAliasIndex } from '../src/detection/aliases.ts';
import { comparable, spanInOriginal } from '../src/detection/text.ts';
import { readCase } from '../src/reading/readCase.ts';
import type { Technology } from '../src/registry/technology.ts';

/**
 * Words of a case's matter that look like names (capitals, katakana, figures in a word) and stand in no name or alias of the
 * registry: abbreviations that are missing there, and products that nobody has. As written, each once, at most twelve.
 */
export function unknownWords(
  { title, description }: Pick<Case, 'title' | 'description'>,
  technologies: readonly Technology[],
): string[] {
  const index = createAliasIndex(technologies);
  const { matter } = readCase(title, description).text;
  const found = new Map<string, string>();
  for (const text of [title, ...matter.map(({ from, to }) => description.slice(from, to))]) {
    const compared = comparable(text);
    const known = index.hits(compared).map(({ from, to }) => spanInOriginal(compared, from, to));
    for (const { 0: word, index: at } of text.matchAll(nameLike)) {
      const isFirst = /(?:^|[.!?。]\s*)$/.test(text.slice(0, at));
      if (known.some(({ start, end }) => start < at + word.length && at < end)) continue;
      if (ordinary.has(word) || (isFirst && /^[A-Z][a-z]+$/.test(word))) continue;
      const key = word.toLowerCase();
      if (!found.has(key)) found.set(key, word);
    }
  }
  return [...found.values()].slice(0, 12);
}

const nameLike =
  /(?<![\w@./-])[A-Z][A-Za-z0-9+#]*(?:-[A-Za-z0-9]+)*(?![\w@])|(?<![\w@./-])[a-z]+[A-Z0-9][A-Za-z0-9]*(?![\w@])|[\u30a1-\u30fa\u30fc]{3,}/g;

/** What cases are told with, whatever they are about. */
const ordinary: ReadonlySet<string> = new Set(
  (
    'I OK ID PC IT Error Windows Microsoft Azure Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March ' +
    'April May June July August September October November December AM PM JST UTC ' +
    'エラー ユーザー ユーザ サーバー サーバ システム ファイル フォルダー フォルダ データ ネットワーク アプリ アプリケーション パスワード アカウント ' +
    'メッセージ クライアント サービス プログラム バージョン インストール ログイン サインイン ログ ページ サイト ボタン ブラウザー ブラウザ インターネット ' +
    'ケース サポート テスト マシン デバイス プロセス タイムアウト オフィス セキュリティ アクセス リソース パフォーマンス アップデート'
  ).split(' '),
);
