import type { Case } from '../../cases/case.ts';
import type { SandboxOrganisation } from '../organisation/organisation.ts';
import type { CaseSystemKind } from './caseSystemKind.ts';

/**
 * The organisation's cases in its case system: those that it brought there, under the four figures that they had, and those that came
 * since, which the system numbers as it does when it is sold.
 */
export function casesIn(organisation: SandboxOrganisation, system: CaseSystemKind): Case[] {
  const [newest] = organisation.cases.map(({ created }) => created).toSorted((one, other) => other.localeCompare(one));
  const later = laterCases.flatMap(({ owner: alias, numbers, ...told }): Case[] => {
    const owner = organisation.people.find((person) => person.alias === alias);
    const person = owner && { id: owner.id, name: owner.name };
    const created = newest ?? organisation.tenant.asOf;
    return person ? [{ ...told, id: numbers[system], owner: person, created, restricted: false, url: null }] : [];
  });
  return [...organisation.cases, ...later];
}

type LaterCase = Pick<Case, 'title' | 'description' | 'customer' | 'product' | 'severity' | 'language'> & {
  /** Their alias. */
  owner: string;
  numbers: Readonly<Record<CaseSystemKind, string>>;
};

const laterCases: readonly LaterCase[] = [
  {
    numbers: { dynamics: 'CAS-01213-V0K9Y0', servicenow: 'INC0012345', zendesk: '35436' },
    owner: 'mika.sato',
    title: 'Key Vault の証明書を更新した後、Application Gateway が 502 を返す',
    description: [
      'ファブリカム物流の基盤担当です。',
      '昨夜 Key Vault の TLS 証明書を新しいバージョンに更新したところ、今朝から Application Gateway (WAF_v2) が 502 を返すようになりました。受注サイトに入れるのは 3 回に 1 回ほどです。',
      '',
      '・バックエンド正常性: 3 台中 2 台が「異常」 (Backend certificate is not whitelisted)',
      '・Key Vault の証明書は旧バージョンも有効で、リスナーはバージョンなしのシークレット ID を参照',
      '・マネージド ID の権限は変更していません',
      '',
      '旧バージョンに戻すべきか、ルート証明書を入れ直すべきか、切り分けをお願いします。',
    ].join('\n'),
    customer: 'ファブリカム物流',
    product: 'Azure Application Gateway',
    severity: 'high',
    language: 'ja',
  },
  {
    numbers: { dynamics: 'CAS-01214-Q7M2T5', servicenow: 'CS0000871', zendesk: '35437' },
    owner: 'ananya.reddy',
    title: 'Service Bus consumers fall silent after some minutes since traffic goes through Azure Firewall',
    description: [
      'Since Tuesday our AKS workloads reach Azure Service Bus through Azure Firewall in the hub. Consumers that wait on a quiet queue receive nothing after four to six minutes, without an error; new messages stay until the pod is restarted.',
      '',
      'Client log (AMQP): "The link was force detached", then no further line. Producers, which send all the time, are not affected.',
      'Firewall log: no denied flow. The idle timeout of the firewall is at its default. The private endpoint of the namespace resolves to 10.60.4.12 from the pods.',
      '',
      'We would like to know whether to shorten the keep-alive in the client or to change the path, before the month-end run on Friday.',
    ].join('\n'),
    customer: 'Wide World Importers',
    product: 'Azure Service Bus',
    severity: 'normal',
    language: 'en',
  },
];
