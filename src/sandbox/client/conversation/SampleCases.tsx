import { useWords } from '../language/words.ts';
import { useWindow } from '../windowContext.ts';
import { samplesFor } from './samples.ts';

/** Three cases to begin with. A click puts one into the box; nothing is sent. */
export function SampleCases({ box }: { box: string }) {
  const words = useWords();
  const { settings, session, address, drafts } = useWindow();
  const { language } = address;
  return (
    <section className="samples" aria-label={words.try.title}>
      <h2>{words.try.title}</h2>
      <p>{words.try.hint}</p>
      <ul>
        {samplesFor(settings, session.who, language).map((each) => (
          <li key={each.text}>
            <button type="button" lang={each.language} onClick={() => drafts.put(box, each.text)}>
              <strong lang={language}>{each.caseId === null ? words.try.free : words.try.case(each.caseId)}</strong>
              <span>{each.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
