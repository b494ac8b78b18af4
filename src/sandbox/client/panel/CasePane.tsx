import { Badge, Dropdown, Option, Tab, TabList } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { type CaseSystemView, caseSystemViewSchema } from '../../window/views.ts';
import { useWords } from '../language/words.ts';
import { call } from '../window/calls.ts';
import { useSession, useWindow } from '../window/windowContext.ts';
import { caseInQuestion } from './caseInQuestion.ts';

type Case = CaseSystemView['cases'][number];
type Eyes = 'staff' | 'customer';

/** The case that the conversation `beside` it is about, as it is in its own system: for its staff, or as its customer sees it. */
export function CasePane({ beside }: { beside: string | null }) {
  const words = useWords();
  const { openLink } = useWindow();
  const [system, setSystem] = useState<CaseSystemView | null | 'none'>(null);
  /** Chosen by hand, beside one conversation: beside another the case of that one is shown. */
  const [chosen, setChosen] = useState<{ number: string; beside: string | null } | null>(null);
  const conversation = useSession('conversations').find(({ id }) => id === beside);
  const messages = useSession('messages').get(beside ?? '');
  const [eyes, setEyes] = useState<Eyes>('staff');
  // Whatever the bot does there goes over the wire.
  const lastCall = useSession('wire').find(({ door }) => door === 'cases')?.number;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each call
  useEffect(() => {
    call('GET', '/sandbox/window/case-system', caseSystemViewSchema).then(setSystem, () => setSystem('none'));
  }, [lastCall]);

  if (system === null) return null;
  const cases = system === 'none' ? [] : system.cases;
  const numbers = cases.map(({ number }) => number);
  const meant = conversation ? caseInQuestion(numbers, conversation, messages ?? []) : null;
  const wanted = chosen?.beside === beside ? chosen.number : meant;
  const shown = cases.find(({ number }) => number === wanted) ?? newestOf(cases);
  if (system === 'none' || !shown) return <p className="list-empty">{words.caseSystem.none}</p>;
  const said = shown.timeline.filter(({ isPublic }) => eyes === 'staff' || isPublic).toReversed();
  return (
    <div className="case-pane">
      <Dropdown
        aria-label={words.caseSystem.choose}
        value={`${shown.number} ${shown.title}`}
        selectedOptions={[shown.number]}
        onOptionSelect={(_, { optionValue }) =>
          setChosen(optionValue === undefined ? null : { number: optionValue, beside })
        }
      >
        {system.cases.map(({ number, title }) => (
          <Option key={number} value={number} text={`${number} ${title}`}>
            {`${number} ${title}`}
          </Option>
        ))}
      </Dropdown>
      <TabList
        size="small"
        selectedValue={eyes}
        onTabSelect={(_, { value }) => setEyes(value === 'customer' ? value : 'staff')}
      >
        <Tab value="staff">{words.caseSystem.staff}</Tab>
        <Tab value="customer">{words.caseSystem.customer}</Tab>
      </TabList>
      <section
        className="case-page"
        data-eyes={eyes}
        aria-label={words.caseSystem.page(words.caseSystem.system[system.kind])}
      >
        <p className="case-system">
          {eyes === 'staff' ? words.caseSystem.system[system.kind] : words.caseSystem.portal}
        </p>
        <h3>{shown.title}</h3>
        <p className="case-facts">
          <span>{shown.number}</span>
          {shown.customer !== null && <span>{shown.customer}</span>}
          <Badge size="small" appearance="tint" color={shown.isOpen ? 'informative' : 'subtle'}>
            {shown.isOpen ? words.caseSystem.open : words.caseSystem.closed}
          </Badge>
          {eyes === 'staff' && shown.isRestricted && (
            <Badge size="small" appearance="tint" color="severe">
              {words.caseSystem.restricted}
            </Badge>
          )}
        </p>
        {eyes === 'staff' && shown.link !== null && (
          <button type="button" className="case-link" onClick={() => openLink(shown.link ?? '')}>
            {words.caseSystem.channel}
          </button>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <ol className="case-timeline" aria-label={words.caseSystem.timeline} tabIndex={0}>
          {said.map((each) => (
            <li key={each.id} data-public={each.isPublic}>
              <span className="case-said-head">
                <strong>{each.by}</strong>
                <time dateTime={each.at}>{new Date(each.at).toLocaleString(words.locale, shortTime)}</time>
                {eyes === 'staff' && (
                  <Badge size="small" appearance="outline" color={each.isPublic ? 'success' : 'warning'}>
                    {each.isPublic ? words.caseSystem.public : words.caseSystem.internal}
                  </Badge>
                )}
              </span>
              {each.title !== null && <span className="case-said-title">{each.title}</span>}
              <span className="case-said">{each.text}</span>
            </li>
          ))}
        </ol>
        {eyes === 'customer' && said.length === 1 && <p className="list-empty">{words.caseSystem.nothingPublic}</p>}
        <KnowledgeBase articles={system.articles.filter(({ isDraft }) => eyes === 'staff' || !isDraft)} />
      </section>
    </div>
  );
}

/** What stands in the knowledge base of the case system, the newest first. */
function KnowledgeBase({ articles }: { articles: CaseSystemView['articles'] }) {
  const words = useWords();
  if (articles.length === 0) return null;
  return (
    <section className="case-articles" aria-label={words.caseSystem.articles}>
      <h4>{words.caseSystem.articles}</h4>
      {articles.toReversed().map(({ id, number, title, text, isDraft }) => (
        <details key={id}>
          <summary>
            {`${number} ${title}`}{' '}
            <Badge size="small" appearance="outline" color={isDraft ? 'warning' : 'success'}>
              {isDraft ? words.caseSystem.draft : words.caseSystem.public}
            </Badge>
          </summary>
          <p className="case-said">{text}</p>
        </details>
      ))}
    </section>
  );
}

const shortTime = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const;

/** Where something was written last; else the first there is. */
const newestOf = (cases: readonly Case[]): Case | undefined =>
  cases
    .filter(({ timeline }) => timeline.length > 1)
    .toSorted((one, other) => lastAt(other).localeCompare(lastAt(one)))[0] ?? cases[0];
const lastAt = ({ timeline }: Case): string => timeline.at(-1)?.at ?? '';
