import type { Language } from '../src/language/language.ts';

export type ExplainWords = {
  help: string;
  /** In place of a number, of a case that was typed. */
  typed: string;
  technologies: string;
  unsure: string;
  /** `names`: quoted, with spaces between. */
  unknownWords(names: string): string;
  /** Beside a word that a technology was called by before; `until` is a year or month. */
  formerName(until: string): string;
  pastCases: string;
  people: string;
  asks(people: number, technologies: number): string;
  nobody: string;
  covers(technologies: string): string;
  gaps(technologies: string): string;
  passedOver: string;
  free: string;
  similar: string;
  noneSimilar: string;
  learnedFrom(cases: number): string;
  unknownCase(id: string, known: string): string;
  /** What was typed has no words beside urgency and courtesy. */
  noCase: string;
};

const en: ExplainWords = {
  help: `npm run explain -- "what the case says"     whom Swarm would ask for a case, and why
npm run explain -- --case 4718               a case of the sandbox, or with --live one that a case system sent

--live            the registry and the past of DATABASE_URL or DATA_FOLDER (env/.env is read), not the sandbox's
--language ja     in Japanese (as your terminal's, if not said)
--severity S      critical, high, normal or low, where the words say none (“urgent: …”); a critical case may ask people outside
                  their hours`,
  typed: 'A case in these words',
  technologies: 'Technologies',
  unsure: 'None that is sure enough. In Teams, the owner adds one by hand under “Change the plan”.',
  unknownWords: (names) => `Not in the registry: ${names}`,
  formerName: (until) => `so called until ${until}`,
  pastCases: 'past cases with these words',
  people: 'People to ask',
  asks: (people, technologies) =>
    `${people} ${people === 1 ? 'person covers' : 'people cover'} ${technologies} ${technologies === 1 ? 'technology' : 'technologies'}`,
  nobody: 'Nobody who can be asked now.',
  covers: (technologies) => `for ${technologies}`,
  gaps: (technologies) => `Nobody to ask for ${technologies}`,
  passedOver: 'Passed over',
  free: 'free, but not needed for this plan',
  similar: 'Cases like this, and what fixed them',
  noneSimilar: 'None that is like enough.',
  learnedFrom: (cases) => `Learned from ${cases} past cases. Nobody was asked.`,
  unknownCase: (id, known) => `There is no case ${id}. Known: ${known}.`,
  noCase: 'That does not say what the case is about. Add what fails, and on what.',
};

const ja: ExplainWords = {
  help: `npm run explain -- "ケースの内容"     Swarm が誰に依頼するか、その理由とともに表示します
npm run explain -- --case 4711       サンドボックスのケース（--live では、ケース管理システムから届いたケース）

--live            サンドボックスではなく、DATABASE_URL または DATA_FOLDER のスキル台帳と過去のケースを使います（env/.env も読みます）
--language ja     日本語で表示します（省略すると端末の言語）
--severity S      critical、high、normal、low（「至急: …」のように書いた緊急度が優先）。critical では勤務時間外の人にも依頼します`,
  typed: '入力された内容',
  technologies: '技術',
  unsure: '確信できる技術はありません。Teams では、ケース担当者が「計画を変更」で追加できます。',
  unknownWords: (names) => `スキル台帳にない語: ${names}`,
  formerName: (until) => `${until} までの旧称`,
  pastCases: '同じ語を含む過去のケース',
  people: '依頼する人',
  asks: (people, technologies) => `${people} 人で ${technologies} つの技術をカバー`,
  nobody: '現在依頼できる人がいません。',
  covers: (technologies) => `担当: ${technologies}`,
  gaps: (technologies) => `依頼できる人がいない技術: ${technologies}`,
  passedOver: '今回は依頼しない人',
  free: '対応可能。この計画では不要',
  similar: '類似ケースと解決策',
  noneSimilar: '十分に似たケースはありません。',
  learnedFrom: (cases) => `過去のケース ${cases} 件から学習しています。まだ誰にも依頼していません。`,
  unknownCase: (id, known) => `ケース ${id} はありません。使えるケース: ${known}。`,
  noCase: 'どのようなケースか分かりません。何が、どの製品で起きているかを書いてください。',
};

export const explainWords: Record<Language, ExplainWords> = { en, ja };
