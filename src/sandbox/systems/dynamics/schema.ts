/** One column of a Dataverse table; `options` are the choices with their English labels. */
export type DataverseColumn = {
  name: string;
  type: 'string' | 'memo' | 'integer' | 'boolean' | 'dateTime' | 'guid' | 'lookup' | 'choice';
  maxLength?: number;
  options?: readonly { value: number; label: string; labelJa: string }[];
};

/** The columns of `incident` that are told here (microsoft/CDM, Case.cdm.json; learn.microsoft.com, entity reference). */
export const incidentColumns: readonly DataverseColumn[] = [
  { name: 'incidentid', type: 'guid' },
  { name: 'ticketnumber', type: 'string', maxLength: 100 },
  { name: 'title', type: 'string', maxLength: 200 },
  { name: 'description', type: 'memo', maxLength: 2000 },
  {
    name: 'prioritycode',
    type: 'choice',
    options: [
      { value: 1, label: 'High', labelJa: '高' },
      { value: 2, label: 'Normal', labelJa: '標準' },
      { value: 3, label: 'Low', labelJa: '低' },
    ],
  },
  {
    name: 'statecode',
    type: 'choice',
    options: [
      { value: 0, label: 'Active', labelJa: 'アクティブ' },
      { value: 1, label: 'Resolved', labelJa: '解決済み' },
      { value: 2, label: 'Canceled', labelJa: '取り消し済み' },
    ],
  },
  {
    name: 'statuscode',
    type: 'choice',
    options: [
      { value: 1, label: 'In Progress', labelJa: '処理中' },
      { value: 5, label: 'Problem Solved', labelJa: '問題は解決済み' },
      { value: 2000, label: 'Merged', labelJa: '統合済み' },
    ],
  },
  { name: 'isescalated', type: 'boolean' },
  {
    name: 'customersatisfactioncode',
    type: 'choice',
    options: [
      { value: 5, label: 'Very Satisfied', labelJa: '非常に満足' },
      { value: 4, label: 'Satisfied', labelJa: '満足' },
      { value: 3, label: 'Neutral', labelJa: '普通' },
      { value: 2, label: 'Dissatisfied', labelJa: '不満' },
      { value: 1, label: 'Very Dissatisfied', labelJa: '非常に不満' },
    ],
  },
  { name: 'productid', type: 'lookup' },
  { name: 'masterid', type: 'lookup' },
];

/** Columns that every table of users' own rows has, and the customer, which is one of two tables. */
export const commonColumns: readonly DataverseColumn[] = [
  { name: 'createdon', type: 'dateTime' },
  { name: 'modifiedon', type: 'dateTime' },
  { name: 'versionnumber', type: 'integer' },
  { name: 'ownerid', type: 'lookup' },
  { name: 'owninguser', type: 'lookup' },
  { name: 'owningteam', type: 'lookup' },
  { name: 'customerid', type: 'lookup' },
];

/** The columns of `annotation` that may be written and read here; `objectid` is the case. */
export const annotationColumns: readonly DataverseColumn[] = [
  { name: 'annotationid', type: 'guid' },
  { name: 'subject', type: 'string', maxLength: 500 },
  { name: 'notetext', type: 'memo', maxLength: 100_000 },
  { name: 'isdocument', type: 'boolean' },
  { name: 'objectid', type: 'lookup' },
];

/** The columns of `systemuser` that may be asked for with a case. */
export const systemUserColumns = [
  'systemuserid',
  'fullname',
  'internalemailaddress',
  'domainname',
  'azureactivedirectoryobjectid',
  'isdisabled',
];

/** The name by which a column is selected and told: a look-up is told by the id that it leads to. */
export const wireName = ({ name, type }: DataverseColumn): string => (type === 'lookup' ? `_${name}_value` : name);
