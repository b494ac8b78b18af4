import { usualMarks } from '../../reading/outcomeMarks.ts';
import type { ExportSystem, Preset } from './preset.ts';

/** Signs between several values of one cell. */
const lines = /[;\n]+/;
const commas = /[,;\n]+/;

/** The exports that administrators can make of the systems as they are sold (docs/registry.md says how). */
export const presets: Readonly<Record<ExportSystem, Preset>> = {
  /** Export to Excel of a view. How a case was solved is in another table, incidentresolution. */
  dynamics: {
    columns: {
      number: ['ticketnumber', 'Case Number', 'サポート案件番号', 'ケース番号', '案件番号'],
      title: [
        'title',
        'Case Title',
        'サポート案件のタイトル',
        'サポート案件タイトル',
        'ケースのタイトル',
        'ケース タイトル',
        'ケースタイトル',
        'タイトル',
      ],
      text: ['description', 'Description', '説明'],
      status: ['statecode', 'Status', '状態', 'ステータス'],
      outcome: ['statuscode', 'Status Reason', 'ステータスの理由', 'ステータス理由'],
      closed: ['Resolution.closed', 'Resolved On', '解決日', '解決日時'],
      updated: [
        'modifiedon',
        'Modified On',
        '修正日',
        '更新日',
        '(Do Not Modify) Modified On',
        '(変更しないでください) 修正日',
      ],
      product: ['productid', 'Product', '製品', 'subjectid', 'Subject', '件名'],
      solver: [
        ...['azureactivedirectoryobjectid', 'Azure AD Object ID', 'Microsoft Entra ID Object ID'],
        ...['Azure AD オブジェクト ID', 'Microsoft Entra ID オブジェクト ID', 'internalemailaddress', 'Primary Email'],
        ...[
          'プライマリ電子メール',
          '電子メール (プライマリ)',
          'domainname',
          'User Name',
          'ユーザー名',
          'ownerid',
          'Owner',
          '所有者',
        ],
      ],
      cause: ['Cause', '原因'],
      fix: ['Resolution.fix', 'Resolution', '解決方法', '解決策'],
      record: ['incidentid', '(Do Not Modify) Case', '(変更しないでください) サポート案件', 'Case', 'サポート案件'],
    },
    marks: usualMarks,
    lists: lines,
    comments: [],
    restricted: [],
    joins: [
      {
        as: 'Resolution',
        from: [
          'ticketnumber',
          'Case Number',
          'サポート案件番号',
          'ケース番号',
          'incidentid',
          '(Do Not Modify) Case',
          '(変更しないでください) サポート案件',
        ],
        to: ['ticketnumber', 'Case Number', 'サポート案件番号', 'ケース番号', '_incidentid_value', 'incidentid'],
        take: [
          {
            kept: 'fix',
            of: [
              'subject',
              'Resolution',
              'Subject',
              '解決方法',
              '解決',
              '件名',
              'description',
              'Description',
              '説明',
              '備考',
            ],
            isTogether: true,
          },
          {
            kept: 'closed',
            of: ['actualend', 'Actual End', '実際の終了日', '実際の終了', 'createdon', 'Created On', '作成日'],
          },
        ],
        lastBy: ['actualend', 'Actual End', '実際の終了日', 'createdon', 'Created On', '作成日'],
      },
    ],
    address: ({ record }) =>
      /^[0-9a-f-]{36}$/i.test(record)
        ? `/main.aspx?etn=incident&pagetype=entityrecord&id=${record.toLowerCase()}`
        : null,
    hasFoot: false,
  },

  /** A list's export: names of columns, or their labels. */
  servicenow: {
    columns: {
      number: ['number', 'Number', '番号'],
      title: ['short_description', 'Short description', '簡単な説明', '件名'],
      text: ['description', 'Description', '説明', '詳細な説明'],
      status: ['state', 'State', 'incident_state', 'Incident state', 'ステータス', '状態'],
      outcome: ['close_code', 'Resolution code', 'Close code', 'resolution_code', '解決コード', 'クローズコード'],
      closed: [
        'resolved_at',
        'Resolved',
        '解決済み',
        '解決日時',
        '解決日',
        'closed_at',
        'Closed',
        'クローズ',
        'クローズ済み',
        'クローズ日時',
      ],
      updated: ['sys_updated_on', 'Updated', '更新日時', '更新済み', '更新日'],
      product: [
        ...[
          'cmdb_ci',
          'Configuration item',
          '構成アイテム',
          'product',
          'Product',
          '製品',
          'business_service',
          'Service',
          'サービス',
        ],
        ...['category', 'Category', 'カテゴリ', 'カテゴリー'],
      ],
      solver: [
        ...['resolved_by.user_name', 'resolved_by.email', 'resolved_by', 'Resolved by', '解決者', '解決担当者'],
        ...['assigned_to.user_name', 'assigned_to.email', 'assigned_to', 'Assigned to', '担当者', 'アサイン先'],
      ],
      cause: ['cause', 'Cause', '原因', 'probable_cause', 'Probable cause', '考えられる原因'],
      fix: [
        'close_notes',
        'Resolution notes',
        'Close notes',
        '解決メモ',
        '解決ノート',
        'クローズノート',
        'クローズメモ',
      ],
      record: ['sys_id', 'Sys ID'],
    },
    marks: usualMarks,
    lists: commas,
    comments: [],
    restricted: [],
    joins: [],
    address: ({ number, record }) => {
      const table = /^CS/i.test(number) ? 'sn_customerservice_case' : /^INC/i.test(number) ? 'incident' : null;
      return table === null || !/^[0-9a-f]{32}$/i.test(record)
        ? null
        : `/nav_to.do?uri=${encodeURIComponent(`${table}.do?sys_id=${record}`)}`;
    },
    hasFoot: false,
  },

  /** JSON, a ticket a line, with its comments. The fields of its CSV have no text. */
  zendesk: {
    columns: {
      number: ['id', 'ID', 'Ticket ID', 'チケット ID'],
      title: ['subject', 'Subject', '件名'],
      text: ['description', 'Description', '説明'],
      status: ['status', 'Status', 'ステータス'],
      outcome: [],
      closed: ['metric_set.solved_at', 'solved_at', 'Solved at', '解決日時', '解決済み日時'],
      updated: ['updated_at', 'Updated at', '更新日時'],
      product: ['Product', '製品', 'tags', 'Tags', 'タグ'],
      solver: ['assignee.email', 'Assignee.email', 'assignee.name', 'Assignee', 'assignee', '担当者'],
      cause: [],
      fix: ['fix'],
      record: ['id'],
    },
    marks: usualMarks,
    lists: /[\s,;]+/,
    comments: [],
    restricted: [],
    joins: [
      {
        as: 'Assignee',
        from: ['assignee_id'],
        to: ['id'],
        take: [{ kept: 'email', of: ['email', 'Email'] }],
        lastBy: [],
      },
    ],
    address: ({ number }) => `/agent/tickets/${number}`,
    hasFoot: false,
  },

  /** The issue navigator's CSV. A field of several values is several columns of one name. */
  jira: {
    columns: {
      number: ['Issue key', 'Key', '課題キー', '作業項目キー', 'キー'],
      title: ['Summary', '要約'],
      text: ['Description', '説明'],
      status: ['Status', 'ステータス'],
      outcome: ['Resolution', '解決状況', '解決'],
      closed: ['Resolved', 'Resolution Date', '解決日', '解決済み', '解決日時'],
      updated: ['Updated', '更新日', '更新日時'],
      product: ['Component/s', 'Components', 'コンポーネント', 'Labels', 'ラベル'],
      solver: ['Assignee Id', '担当者 ID', 'Assignee', '担当者'],
      cause: ['Custom field (Root cause)', 'カスタム フィールド (根本原因)'],
      fix: ['Custom field (Resolution notes)', 'Custom field (Workaround)'],
      record: ['Issue id', '課題 ID'],
    },
    marks: usualMarks,
    lists: /\n+/,
    comments: ['Comment', 'Comments', 'コメント'],
    restricted: ['Security Level', 'セキュリティ レベル', 'セキュリティー レベル'],
    joins: [],
    address: ({ number }) => `/browse/${number}`,
    hasFoot: false,
  },

  /** A report, or the Data Export: a zip with a table a file, in which people are ids. */
  salesforce: {
    columns: {
      number: ['CaseNumber', 'Case Number', 'ケース番号'],
      title: ['Subject', '件名'],
      text: ['Description', '説明', '内容'],
      status: ['Status', '状況', 'ステータス'],
      outcome: [],
      closed: [
        'ClosedDate',
        'Date/Time Closed',
        'Closed Date',
        'クローズ日',
        'クローズ日時',
        'クローズ日/時',
        '完了日時',
      ],
      updated: ['LastModifiedDate', 'Last Modified Date', 'Case Last Modified Date', '最終更新日'],
      product: ['Product.Name', 'Product Name', 'Product', '製品', '製品名', '商品名', 'Type', '種別'],
      solver: [
        ...['Owner.FederationIdentifier', 'Owner.Username', 'Owner.Email', 'Case Owner: Email', 'Case Owner Email'],
        ...['ケース 所有者: メール', 'Case Owner', 'ケース 所有者', 'ケースの所有者', '所有者'],
      ],
      cause: ['Root_Cause__c', 'Root Cause', '根本原因', '原因'],
      fix: ['Resolution__c', 'Resolution', '解決策', '解決方法', 'Comment.CommentBody'],
      record: ['Id', 'Case ID', 'ケース ID'],
    },
    marks: usualMarks,
    lists: lines,
    comments: [],
    restricted: [],
    joins: [
      {
        as: 'Owner',
        from: ['OwnerId'],
        to: ['Id'],
        take: [
          { kept: 'FederationIdentifier', of: ['FederationIdentifier'] },
          { kept: 'Username', of: ['Username'] },
        ],
        lastBy: [],
      },
      { as: 'Account', from: ['AccountId'], to: ['Id'], take: [{ kept: 'Name', of: ['Name'] }], lastBy: [] },
      {
        as: 'Comment',
        from: ['Id'],
        to: ['ParentId'],
        take: [{ kept: 'CommentBody', of: ['CommentBody'] }],
        lastBy: ['CreatedDate'],
      },
    ],
    address: ({ record }) => (/^500\w{12,15}$/.test(record) ? `/lightning/r/Case/${record}/view` : null),
    hasFoot: true,
  },
};
