/** Words of a text that name no product, and the names of the products that are likely meant by them. */
export type Symptom = { words: string; names: readonly string[] };

/**
 * Everyday words behind which usually stands one of a few products: nobody is asked for these, but who must choose a
 * product is shown them first. The names are read by the detector, so that only what the registry has is offered.
 */
const everyday: readonly { said: RegExp; names: readonly string[] }[] = [
  {
    said: /\bSql(?:Exception|Client|Error)\b|\bMicrosoft\.Data\.SqlClient[\w.]*|\bSQLSTATE\b/gu,
    names: ['SQL Server', 'Azure SQL Database'],
  },
  {
    said: /log ?(?:i|o)n(?:s|ging)?(?: in)?|sign(?:ed|ing)?[ -]?in|passwords?|log(?:ged)? in|account (?:is )?locked|locked out|ログ(?:イン|オン)|サインイン|パスワード|アカウント(?:が)?ロック|認証(?!局)/giu,
    names: ['Microsoft Entra ID', 'Active Directory'],
  },
  { said: /AADSTS\d+/giu, names: ['Microsoft Entra ID'] },
  { said: /\bORA-\d+|\bTNS-\d+/giu, names: ['Oracle Database'] },
  { said: /\bKB\d{6,7}\b|windows ?update|0x8024[0-9a-f]{4}/giu, names: ['Windows Update'] },
  { said: /e-?mails?|inbox|mailbox|メール|受信|送信でき/giu, names: ['Exchange Online', 'Outlook'] },
  { said: /print(?:s|ing|ers?)?\b|印刷|プリント|複合機/giu, names: ['Print Services'] },
  { said: /wi-?fi|wireless|access point|無線|電波/giu, names: ['Wireless LAN'] },
  {
    said: /shared? (?:drive|folder)s?|file (?:share|server)s?|ファイル(?:共有)?|共有(?!設定)|フォルダー?/giu,
    names: ['SMB file sharing', 'SharePoint Online', 'OneDrive'],
  },
  {
    said: /meetings?|calls?\b|headset|microphone|camera|会議|通話|電話|着信|マイク/giu,
    names: ['Microsoft Teams', 'Teams Phone'],
  },
  {
    said: /\bVPN\b|remote access|(?:from|at) home|在宅|リモート(?:接続|アクセス)|テレワーク/giu,
    names: ['Azure VPN Gateway', 'IPsec VPN', 'Remote Desktop Services'],
  },
  {
    said: /\bping\b|network|internet|ネットワーク|回線|通信|つながら|繋がら|接続でき/giu,
    names: ['Azure Virtual Network', 'DNS and DHCP', 'IPsec VPN', 'Web proxy'],
  },
  { said: /certificates?|expired|SSL|TLS|証明書|期限切れ/giu, names: ['Certificates and PKI'] },
  {
    said: /\bPC\b|laptops?|desktops?|blue screen|パソコン|端末|ノート|画面/giu,
    names: ['Windows 11', 'Microsoft Intune'],
  },
  {
    said: /web ?sites?|web ?page|http \d{3}|サイト|ホームページ|ウェブ|画面が真っ白/giu,
    names: ['Azure App Service', 'Internet Information Services'],
  },
  {
    said: /databases?|quer(?:y|ies)|deadlock|データベース|クエリ|\bDB\b/giu,
    names: ['SQL Server', 'Azure SQL Database'],
  },
  { said: /servers?|サーバー?|仮想/giu, names: ['Windows Server', 'Azure Virtual Machines', 'Linux'] },
  { said: /backups?|restores?|バックアップ|復元|リストア/giu, names: ['Azure Backup'] },
];

/** The symptoms of a text, in the order of the table: what names a product surest comes first. */
export function symptomsIn(text: string): Symptom[] {
  // A stack trace tells at its end what it was.
  const read = text.length > 20_000 ? `${text.slice(0, 15_000)}\n${text.slice(-5000)}` : text;
  return everyday.flatMap(({ said, names }) => {
    const [words] = read.match(said) ?? [];
    return words === undefined ? [] : [{ words, names }];
  });
}
