import { expect, test } from '@jest/globals';
import { messages } from '../../src/teams/languages/language.ts';
import { runExplainCommand } from '../../tools/explainCommand.ts';

/** A Wednesday, ten in the morning in Tokyo: who can be asked goes by the hour, and a test must not. */
const workingMorning = new Date('2026-11-25T01:00:00Z');

async function explain(...args: string[]) {
  const [told, complained]: [string[], string[]] = [[], []];
  const code = await runExplainCommand(args, {
    environment: {},
    language: 'en',
    colour: false,
    print: (line) => told.push(line),
    complain: (line) => complained.push(line),
    now: () => workingMorning,
  });
  return { code, told: told.join('\n'), complained: complained.join('\n') };
}

test('a case of the sandbox is explained with what its past taught: who solved the like, and what fixed it', async () => {
  const { code, told } = await explain('--case', '4718');
  expect(code).toBe(0);
  expect(told).toMatch(/^Case 4718 · Urgency: Critical\n/);
  expect(told).toMatch(/Azure SQL Database.*“failover group”/);
  expect(told).toMatch(/Rahul Nair.*solved a case like this on \d+ \w+ \d{4}: 4532/s);
  expect(told).toMatch(/Cases like this, and what fixed them\n.*^ {2}4532 /ms);
  expect(told).not.toContain('\u001b');
});

test('the same in Japanese', async () => {
  const { told } = await explain('--case', '4711', '--language', 'ja');
  expect(told).toMatch(/^ケース 4711 \/ 緊急度: 最高\n/);
  expect(told).toMatch(/田中 健二.*類似ケースを 2 件解決 \(4531、4357/s);
});

test.each(['en', 'ja'] as const)(
  'what the help card says one may type finds somebody to ask (%s)',
  async (language) => {
    const [, [free = ''] = []] = messages(language).help.command;
    const { told } = await explain(free.replace('/swarm ', ''));
    expect(told).toMatch(/^A case in these words · Urgency: Normal\n/);
    expect(told).toMatch(/Azure VPN Gateway/);
    expect(told).toMatch(/People to ask {2}1 person covers/);
  },
);

test('of a case that is like nothing, it says that it does not know', async () => {
  const { code, told } = await explain('printer out of paper');
  expect(code).toBe(0);
  expect(told).toContain('None that is sure enough');
  expect(told).toContain('None that is like enough');
});

test('what is typed is read as /swarm reads it: urgency, courtesy, an older mail below', async () => {
  const { told } = await explain(
    '至急: VPN Gateway が切れます。\n\n-----Original Message-----\nFrom: x\nOutlook も遅いです。',
  );
  expect(told).toMatch(/^A case in these words · Urgency: High\n {2}VPN Gateway が切れます。\n {2}\n {2}-----Orig/);
  expect(told).toMatch(/%.*Azure VPN Gateway/);
  expect(told).not.toMatch(/%.*Outlook/);
  expect((await explain('urgent!')).complained).toContain('does not say what the case is about');
});

test('words that stand in no name of the registry are told', async () => {
  const { told } = await explain('Since we put Zscaler before WSUS nothing comes');
  expect(told).toContain('Not in the registry: “Zscaler”');
});

test('a name that a technology had before is told as one', async () => {
  const { told } = await explain('Azure AD rejects the sign-in');
  expect(told).toContain('“Azure AD”  so called until 2023-07');
});

test('an unknown case, and what is not understood, are said', async () => {
  expect(await explain('--case', 'none')).toMatchObject({ code: 1, complained: expect.stringContaining('4718') });
  expect((await explain()).code).toBe(2);
  expect((await explain('--live', 'text')).complained).toContain('MICROSOFT_APP_TENANT_ID');
});
