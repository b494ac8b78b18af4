import { UndecodableText } from '../../evidence/caseExports/encodings.ts';
import { ExportRefused } from '../../evidence/caseExports/examining.ts';
import { exportWords } from '../../evidence/caseExports/exportWords.ts';
import type { ExportSystem } from '../../evidence/caseExports/preset.ts';
import { ZipFault } from '../../evidence/caseExports/zipFile.ts';
import type { Language } from '../../language/language.ts';
import { problemSentence } from '../../registry/files/problemWords.ts';

/** What the tab asks of an export that does not tell it. */
export type ExportQuestion = 'encoding' | 'restricted' | 'zone' | 'order' | 'people' | 'faulty';

/** Why an export did not come in, in the reader's words. `asks`: what they may say for it to; null: nothing. */
export type ExportTrouble = { asks: ExportQuestion | null; sentences: string[] };

/** What kept an export out; null: a fault of another kind. */
export function exportTroubleOf(fault: unknown, language: Language): ExportTrouble | null {
  const own = words[language];
  if (fault instanceof ZipFault) return { asks: null, sentences: [own.torn] };
  if (fault instanceof UndecodableText)
    return { asks: 'encoding', sentences: [own.undecodable(fault.line, fault.encoding)] };
  if (!(fault instanceof ExportRefused)) return null;
  const said = exportWords[language];
  const { why } = fault;
  const only = (asks: ExportQuestion | null, ...sentences: string[]): ExportTrouble => ({ asks, sentences });
  switch (why.kind) {
    case 'no-encoding':
      return only('encoding', own.noEncoding(why.names));
    case 'jis':
      return only(null, said.isJis(why.names));
    case 'no-cases': {
      if (!('like' in why)) return only(null, ...why.strange.map(({ name, form }) => said.strangeFile(name, form)));
      const { number, title } = why.preset.columns;
      return only(null, ...why.like.map(own.otherSystem), own.noCases(why.others, number, title));
    }
    case 'no-rule':
      return only('restricted', own.noRule);
    case 'no-rule-column':
      return only('restricted', own.noRuleColumn(why.column, why.table, why.columns));
    case 'no-technology':
      // The tab says no technologies.
      return null;
    case 'no-zone':
      return only('zone', own.noZone(why.sample));
    case 'bad-zone':
      return only('zone', said.badZone(why.zone, why.meant));
    case 'no-order':
      return only('order', own.noOrder(why.sample));
    case 'contradicts':
      return only(null, said.contradicts(why.sample));
    case 'faulty':
      return only(
        'faulty',
        ...why.problems.map((problem) => problemSentence(problem, language)),
        ...(why.more > 0 ? [said.more(why.more)] : []),
      );
    case 'unknown-people': {
      const more = why.people.length - mostTold;
      return only(
        'people',
        ...why.people.slice(0, mostTold).map(said.unknownPerson),
        ...(more > 0 ? [said.more(more)] : []),
      );
    }
  }
}
const mostTold = 200;

const systems: Record<ExportSystem, string> = {
  ...{ dynamics: 'Dynamics 365', servicenow: 'ServiceNow', zendesk: 'Zendesk', jira: 'Jira', salesforce: 'Salesforce' },
};

type Words = {
  torn: string;
  undecodable(line: number, encoding: string): string;
  noEncoding(names: readonly string[]): string;
  otherSystem(system: ExportSystem): string;
  noCases(found: readonly string[], number: readonly string[], title: readonly string[]): string;
  noRule: string;
  noRuleColumn(column: string, table: string, columns: readonly string[]): string;
  noZone(sample: string): string;
  noOrder(sample: string): string;
};

const words: Record<Language, Words> = {
  en: {
    torn: 'A zip file cannot be unpacked: it is torn, encrypted, of another kind, or unfolds to more than 300 MB.',
    undecodable: (line, encoding) => `Line ${line}: here the file is not ${encoding}. Choose another encoding.`,
    noEncoding: (names) =>
      `${names.join(', ')}: this is not UTF-8, and nothing in it says what it is. What was it exported in?`,
    otherSystem: (system) => `Its columns are those of ${systems[system]}: choose that system.`,
    noCases: (found, number, title) =>
      `No table of cases was found: it needs a column for the number (${number.join(', ')}) and one for the title (${title.join(', ')}).${found.length > 0 ? ` There are: ${found.join(', ')}.` : ''} Give yours one of these names in the file, and choose it again.`,
    noRule:
      'No column says which cases are confidential. Say which one does, or confirm that none of these cases is confidential.',
    noRuleColumn: (column, table, columns) =>
      `${table} has no column “${column}”, so that nothing would say which of its cases are confidential. It has: ${columns.join(', ')}.`,
    noZone: (sample) =>
      `Dates such as “${sample}” name no time zone. Which one had whoever exported them set in the system?`,
    noOrder: (sample) => `Which number is the day in dates such as “${sample}”?`,
  },
  ja: {
    torn: 'ZIP ファイルを展開できません。壊れている、暗号化されている、対応していない形式である、または展開後のサイズが 300 MB を超えています。',
    undecodable: (line, encoding) =>
      `${line} 行目: ${encoding} として読めない文字があります。別の文字コードを選択してください。`,
    noEncoding: (names) =>
      `${names.join('、')}: UTF-8 ではなく、文字コードを判別できません。エクスポート時の文字コードはどれですか?`,
    otherSystem: (system) => `列名は ${systems[system]} のものです。システムを選び直してください。`,
    noCases: (found, number, title) =>
      `ケースの表が見つかりません。番号の列 (${number.join('、')}) と件名の列 (${title.join('、')}) が必要です。${found.length > 0 ? `見つかった表: ${found.join('、')}。` : ''}ファイルの列名をこのいずれかに変えて、選択し直してください。`,
    noRule:
      '取扱注意のケースを示す列がありません。どの列で見分けるかを指定するか、取扱注意のケースが含まれていないことを確認してください。',
    noRuleColumn: (column, table, columns) =>
      `${table} に列「${column}」がないため、取扱注意のケースを見分けられません。見つかった列: ${columns.join('、')}。`,
    noZone: (sample) =>
      `「${sample}」のような日時にはタイム ゾーンがありません。エクスポートした人のシステム上のタイム ゾーンは何ですか?`,
    noOrder: (sample) => `「${sample}」のような日付は、日と月のどちらが先ですか?`,
  },
};
