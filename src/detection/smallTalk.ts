/**
 * Words of which cases are full and that tell nothing of what a case is about: how urgent it is, when, where and to whom it happens, and what
 * people say of anything. In a sentence of a few words they may tell something, as between two root causes; as what speaks for a
 * technology they are none. Beside those of emptyWords.ts.
 */
export const smallTalk = {
  english: words(`
  customers asap urgent urgently urgency emergency critical criticality priority severity sev important fire quick quickly soon
  soonest immediately instantly rush hurry escalate escalated escalation showstopper mayday sos deadline board ceo cto vip boss
  management angry complain complains complaining complaint affected impact fyi tbd eod eob cob eta btw imho imo wip omg lol wtf
  psa aka etc tia thx pls plz january february march april june july august september october november december monday tuesday
  wednesday thursday friday saturday sunday tonight tomorrow morning afternoon evening night noon midnight day days daily hour
  hours hourly minute minutes second seconds weeks weekly weekend month months monthly year years holiday holidays lunch already
  ago long sometimes often later earlier recently suddenly inside outside near building floor room branch factory warehouse shop
  street car train plane truck city country everyone everybody everything nobody nothing something anything none people person
  persons colleague colleagues guys folks team member members whole half twice idea happen happens happened happening tell told say
  says said call calling called talk ask asked asking wait waiting waits come comes came going gone left back keep keeps kept done
  seem seems feel feels think thought believe hope hear heard understand explain reason cause caused thing things stuff error
  errors wrong bad worse good better fine ok okay slow broken broke hang hangs hanging stuck dead crazy strange weird weirdly luck
  lucky lot lots bit really change changed changes changing able unable possible impossible cannot getting takes taking taken took
  stay stays stayed move moved moves open opens opened opening losing lose loses lost went share shares become becomes became gives
  given giving puts turn turned turns begin begins began begun end ends ended ending lets bring brought shows showed shown appears
  appear remain remains leave leaves run runs ran running meet meets pay mean means meant follow follows needed read write zero
  three four five six seven eight nine ten eleven twelve twenty hundred thousand dozen third previous top bottom front side middle
  part parts peak time times news info information code power hand hands machine message messages test tests testing version
  versions audit forever white black red green advance answer answers fix fixed right place places line longer short money sure
  desk drill blue site sites first failed fails fail warning warnings whenever click clicks clicked disappear disappeared
  screenshot screenshots attach attached attachment picture pictures mobile advice attention hello hi dear sorry great nice thank
  welcome regards best kind situation wants whether`),
  han: words(`
  新人 失敗 検証 至急 緊急 重要 優先 早急 即時 影響 業務 全社 全体 現場 現地 本番 対処 解決 不明 不安 混乱 困難 悪化 改善
  経緯 理由 情報 参考 添付 案件 要件 用件 事情 都合 期限 正午 午前 午後 昨夜 今夜 今晩 今日 明日 明後日 先週 今週 来週
  先月 今月 来月 月末 月初 年末 年始 週末 予告 事前 事後 事務 全部 再現 写真 回避 客様 意味 日前 時々 都度 随時 月曜
  火曜 水曜 木曜 金曜 土曜 日曜 未定 混雑 有無 非常 事態 変更 環境 画面 前後 両方 片方 半分 部分 以外 普段 通常 普通
  簡単 面倒 無理 残念 幸い 連休 休日 平日 毎回 毎朝 毎晩 最近 先程 役員 社長 部長 課長 上司 同僚 部下 社員 客先 顧客
  御客 様子 建物 部屋 受付 倉庫 店舗 会社 相手 自分 誰 皆様 大変 突如 一旦 一度 二度 何度`),
  katakana: words(
    'エスカレーション トラブル エラー メッセージ ケース サポート メンバー チーム オフィス ビル フロア スタッフ リーダー ピンチ テスト タイミング ミス レベル パターン',
  ),
};

function words(listed: string): ReadonlySet<string> {
  return new Set(listed.trim().split(/\s+/));
}
