import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { unbroken } from '../../../language/unbroken.ts';
import type { MessageView } from '../../people/views.ts';
import { useWords } from '../language/words.ts';
import { useTour } from '../tour/Tour.tsx';
import { useMe, useWindow } from '../window/windowContext.ts';
import { samplesFor } from './samples.ts';

/**
 * Three cases to begin with, for whoever owns a case or has an empty chat, until they have sent something from this
 * window or want no more of it. A click puts one into the box; nothing is sent.
 */
export function SampleCases({ box, messages }: { box: string; messages: readonly MessageView[] }) {
  const words = useWords();
  const me = useMe();
  const tour = useTour();
  const { settings, session, address, drafts } = useWindow();
  const { language } = address;
  const own = messages.filter(({ from }) => from?.alias === session.who);
  const [openedAt] = useState(() => own.length);
  const key = `samples ${session.who}`;
  const [isWanted, setIsWanted] = useState(() => sessionStorage.getItem(key) === null);
  const isForThem = messages.length === 0 || me?.role === 'owner';
  // Who is led through a swarm has something to do already.
  const isLed = tour.step !== null && tour.step > 0;
  if (!isWanted || !isForThem || isLed || own.length > openedAt) return null;
  const dismiss = () => {
    sessionStorage.setItem(key, 'dismissed');
    setIsWanted(false);
  };
  const said = new Set(own.map(({ text }) => text));
  return (
    <section className="samples" aria-label={words.try.title}>
      <div className="samples-head">
        <h2>{words.try.title}</h2>
        <p>{words.try.hint}</p>
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={words.dialog.close}
          onClick={dismiss}
        />
      </div>
      <ul>
        {samplesFor(settings, session.who, language, said).map((each) => (
          <li key={each.text}>
            <button type="button" lang={each.language} onClick={() => drafts.put(box, each.text)}>
              <strong lang={language}>{each.caseId === null ? words.try.free : words.try.case(each.caseId)}</strong>
              <span>{unbroken(each.about)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
