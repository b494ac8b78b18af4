import { around, inBoth, type Kind, type Spoken } from './noise.ts';

const base64 = Array.from({ length: 6 }, (_, row) =>
  Array.from({ length: 76 }, (_, at) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charAt((row * 131 + at * at * 7 + at) % 64),
  ).join(''),
).join('\n');

/** What machines write: logs in their many forms, and blocks that nobody reads. */
const logs: readonly (readonly [string, readonly Spoken[], string])[] = [
  [
    'syslog',
    inBoth,
    `Nov 20 03:12:44 web01 systemd[1]: Starting Daily apt upgrade and clean activities...
Nov 20 03:12:51 web01 sshd[21418]: Failed password for invalid user admin from 203.0.113.7 port 51514 ssh2
Nov 20 03:13:02 web01 kernel: [1209345.112233] eth0: link is down
Nov 20 03:13:05 web01 CRON[21501]: (root) CMD (test -x /usr/sbin/anacron)`,
  ],
  [
    'ISO-dated',
    inBoth,
    `2026-11-19T20:14:07.112Z INFO  worker-3 Polling queue orders
2026-11-19T20:14:07.980Z WARN  worker-3 Retry 2 of 5 in 4000 ms
2026-11-19T20:14:12.001Z ERROR worker-3 Giving up on message 7f0c
2026-11-19T20:14:12.044Z INFO  worker-3 Heartbeat ok`,
  ],
  [
    'IIS',
    inBoth,
    `#Software: Microsoft Internet Information Services 10.0
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status time-taken
2026-11-19 08:02:11 10.0.4.21 GET /api/items - 443 - 198.51.100.23 Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36 200 31
2026-11-19 08:02:12 10.0.4.21 POST /api/items - 443 - 198.51.100.23 Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36 500 15012`,
  ],
  [
    'Windows events',
    ['en'],
    `Log Name:      System
Source:        Service Control Manager
Date:          11/19/2026 7:41:03 AM
Event ID:      7036
Task Category: None
Level:         Information
User:          N/A
Computer:      APP02.adatum.example
Description:
The Windows Update service entered the stopped state.`,
  ],
  [
    'Windows のイベント',
    ['ja'],
    `ログの名前:         Application
ソース:           Application Error
日付:            2026/11/19 7:41:03
イベント ID:       1000
タスクのカテゴリ:      (100)
レベル:           エラー
ユーザー:          N/A
コンピューター:       APP02.adatum.example
説明:
障害が発生しているアプリケーション名: hostapp.exe、バージョン: 3.2.0.0、障害が発生しているモジュール名: ntdll.dll
例外コード: 0xc0000374`,
  ],
  [
    'Windows events as a table',
    inBoth,
    `Level,Date and Time,Source,Event ID,Task Category
Error,11/19/2026 07:41:03,Microsoft-Windows-DNS-Client,1014,(1014)
Warning,11/19/2026 07:41:09,Microsoft-Windows-GroupPolicy,1129,None
Error,11/19/2026 07:44:55,Schannel,36887,None`,
  ],
  [
    'JSON lines',
    inBoth,
    `{"time":"2026-11-19T20:14:07Z","level":"info","logger":"http","msg":"request","path":"/healthz","status":200,"ms":2}
{"time":"2026-11-19T20:14:08Z","level":"error","logger":"db","msg":"slow query","ms":4810,"rows":0}
{"time":"2026-11-19T20:14:09Z","level":"info","logger":"mail","msg":"sent","to":"ops@contoso.example"}`,
  ],
  [
    'SQL plan',
    inBoth,
    `  |--Nested Loops(Left Outer Join, OUTER REFERENCES:([o].[CustomerId], [Expr1007]) WITH UNORDERED PREFETCH)
       |--Clustered Index Seek(OBJECT:([Sales].[dbo].[Orders].[PK_Orders] AS [o]), SEEK:([o].[Id]=[@p0]) ORDERED FORWARD)
       |--Index Scan(OBJECT:([Sales].[dbo].[Customers].[IX_Customers_Name] AS [c]))
Table 'Orders'. Scan count 1, logical reads 48211, physical reads 3, page server reads 0, read-ahead reads 47990.`,
  ],
  ['base64', inBoth, base64],
  [
    'certificate',
    inBoth,
    `-----BEGIN CERTIFICATE-----
MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ
${base64.slice(0, 76)}
AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v
-----END CERTIFICATE-----`,
  ],
  [
    'GUIDs',
    inBoth,
    `Request id: 0f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d
Correlation id: 11111111-2222-4333-8444-555555555555
Timestamp: 2026-11-19T08:31:44Z
Trace ID: 9a1f6d34-0000-4000-8000-0a0b0c0d0e00
Session: {6B29FC40-CA47-1067-B31D-00DD010662DA}`,
  ],
  [
    'access log',
    inBoth,
    `203.0.113.41 - - [19/Nov/2026:08:14:22 +0900] "GET /assets/app.css HTTP/1.1" 304 0 "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"
203.0.113.41 - - [19/Nov/2026:08:14:23 +0900] "GET /api/me HTTP/1.1" 401 187 "-" "python-requests/2.32"
2026/11/19 08:14:23 [error] 31#31: *918 upstream timed out (110: Connection timed out) while reading response header from upstream`,
  ],
  [
    'cluster events',
    inBoth,
    `LAST SEEN   TYPE      REASON      OBJECT                          MESSAGE
3m12s       Normal    Scheduled   pod/report-7d9c6b5f4-x2lmm      Successfully assigned default/report to node-3
2m58s       Warning   BackOff     pod/report-7d9c6b5f4-x2lmm      Back-off restarting failed container
2m01s       Normal    Pulled      pod/report-7d9c6b5f4-x2lmm      Container image already present on machine`,
  ],
  [
    'ping and addresses',
    inBoth,
    `Reply from 192.0.2.14: bytes=32 time=2ms TTL=57
Request timed out.
   IPv4 Address. . . . . . . . . . . : 192.0.2.80(Preferred)
   DHCP Server . . . . . . . . . . . : 192.0.2.1
   DNS Servers . . . . . . . . . . . : 192.0.2.53`,
  ],
  [
    'firewall',
    inBoth,
    `<134>1 2026-11-19T20:15:31+09:00 fw-edge-1 - - - action=deny proto=TCP src=198.51.100.9:50211 dst=192.0.2.14:445 rule="block-smb" bytes=0
<134>1 2026-11-19T20:15:32+09:00 fw-edge-1 - - - action=allow proto=UDP src=192.0.2.80:500 dst=203.0.113.1:500 app=ike bytes=1184`,
  ],
];

export const logNoises: Kind = {
  name: 'logs',
  goal: 4,
  noises: logs.flatMap(([name, spoken, words]) => around(`log: ${name}`, spoken, words, ['before', 'after', 'within'])),
};
