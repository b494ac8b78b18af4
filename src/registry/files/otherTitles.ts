/** What people call the columns of tables beside their names, in either language. */
export const otherTitles = {
  engineers: {
    id: 'オブジェクトID|EntraオブジェクトID|object id|entra id|entra object id',
    name: '氏名|表示名|担当者名|エンジニア名|full name|display name',
    reading: '読み仮名|読みがな|よみがな|ふりがな|フリガナ|カナ|氏名カナ|氏名（カナ）|kana',
    mail: 'メール|電子メール|email|mail address|email address',
    zone: 'time zone|tz',
    days: '勤務曜日|勤務日|稼働日|working days|work days',
    from: '開始時刻|始業|始業時刻|勤務開始|start',
    to: '終了時刻|終業|終業時刻|勤務終了|end',
    languages: '対応言語|使用言語|language',
  },
  skills: {
    person: '氏名|名前|担当者名|エンジニア|メンバー|社員名|name|engineer',
    technology: '技術名|製品|製品名|スキル|スキル名|product|skill',
    level: 'スキルレベル|習熟度|評価|skill level|rating',
    wants_to_learn: '習得希望|wants to learn',
    confirmed_at: '確認日|最終確認日|更新日|confirmed|confirmed on',
  },
  shifts: {
    person: '氏名|名前|担当者名|メンバー|name|engineer',
  },
  pastCases: {
    id: '番号|ケース番号|案件番号|チケット番号|インシデント番号|問い合わせ番号|number|case number|case id|ticket|ticket number',
    title: 'タイトル|題名|概要|subject|summary|short description',
    text: '説明|詳細|本文|問い合わせ内容|description|details',
    closed_at:
      '解決日|完了日|完了日時|終了日|終了日時|クローズ日|クローズ日時|closed|closed on|resolved|resolved at|resolved on',
    technologies: '技術名|製品|製品名|technology|product|products',
    solved_by: '担当者|対応者|担当|resolved by|assignee|engineer',
    root_cause: '根本原因|cause',
    fix: '対処|対処内容|対応|対応内容|処置|対策|回答|resolution|solution',
    url: 'リンク|アドレス|link',
  },
};

/** Columns with what else they are called. */
export const calledAlso = <Column extends { name: string; also?: readonly string[] }>(
  columns: readonly Column[],
  words: Readonly<Record<string, string>>,
): Column[] =>
  columns.map((column) => {
    const also = words[column.name];
    return also === undefined ? column : { ...column, also: also.split('|') };
  });
