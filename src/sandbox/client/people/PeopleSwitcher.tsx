import { Button, CounterBadge, Popover, PopoverSurface, PopoverTrigger, SearchBox } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { WindowNewRegular } from '@fluentui/react-icons/svg/window-new';
import { useState } from 'react';
import type { PersonSummary } from '../../window/views.ts';
import { useWords } from '../language/words.ts';
import { writeAddress } from '../window/address.ts';
import { useMe, useSession, useWindow } from '../window/windowContext.ts';
import { cast, waiting } from './cast.ts';
import { PersonAvatar } from './PersonAvatar.tsx';
import { PersonSettings } from './PersonSettings.tsx';

/** Whose window this is, and everybody whose it could be: those with something new first. */
export function PeopleSwitcher() {
  const words = useWords();
  const { session } = useWindow();
  const people = useSession('people');
  const me = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const others = people.filter(({ alias }) => alias !== session.who);
  const expecting = waiting(others);
  const close = () => {
    setIsOpen(false);
    setTyped('');
  };
  if (me === null) return null;
  return (
    <Popover
      open={isOpen}
      onOpenChange={(_, { open }) => (open ? setIsOpen(true) : close())}
      trapFocus
      positioning="below-end"
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" className="switcher">
          <PersonAvatar from={me} size={28} withPresence />
          <span className="switcher-words">
            <span className="switcher-name">{me.name}</span>
            <span className="switcher-role">{words.people.roles[me.role]}</span>
          </span>
          {expecting.length > 0 && <CounterBadge count={expecting.length} color="danger" size="small" />}
          <span className="unseen">{words.people.change}</span>
          <ChevronDownRegular />
        </Button>
      </PopoverTrigger>
      <PopoverSurface className="switcher-surface" aria-label={words.people.look}>
        <PersonSettings person={me} />
        <h2>{words.people.look}</h2>
        <SearchBox
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
          placeholder={words.people.find}
          aria-label={words.people.find}
        />
        <div className="switcher-people">
          {typed === '' ? (
            <>
              {expecting.length > 0 && <People title={words.people.waiting} people={expecting} onChoose={close} />}
              <People
                title={words.people.cast}
                people={cast(others).filter(({ unread }) => unread === 0)}
                onChoose={close}
              />
              <People title={words.people.everybody} people={others} onChoose={close} />
            </>
          ) : (
            <People
              title={words.people.everybody}
              people={others.filter((each) => fits(each, typed))}
              onChoose={close}
            />
          )}
        </div>
      </PopoverSurface>
    </Popover>
  );
}

function People(props: { title: string; people: PersonSummary[]; onChoose: () => void }) {
  const words = useWords();
  const { become, address } = useWindow();
  return (
    <section aria-label={props.title}>
      <h3>{props.title}</h3>
      {props.people.length === 0 && <p className="list-empty">{words.people.none}</p>}
      <ul>
        {props.people.map((person) => (
          <li key={person.alias} className="person-row">
            <button
              type="button"
              className="list-row"
              onClick={() => {
                props.onChoose();
                become(person.alias);
              }}
            >
              <PersonAvatar from={person} withPresence />
              <span className="list-words">
                <span className="list-name">{person.name}</span>
                <span className="list-preview">
                  {words.people.roles[person.role]} · {person.jobTitle} · {person.office}
                </span>
              </span>
              {person.unread > 0 && <CounterBadge count={person.unread} size="small" color="danger" />}
            </button>
            <Button
              as="a"
              appearance="subtle"
              icon={<WindowNewRegular />}
              href={writeAddress({ ...address, who: person.alias, place: { view: 'chat', conversation: null } })}
              target="_blank"
              aria-label={words.people.newWindow(person.name)}
              title={words.people.newWindow(person.name)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

const fits = ({ name, alias, jobTitle, office }: PersonSummary, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/u)
    .every((part) => `${name} ${alias} ${jobTitle} ${office}`.toLowerCase().includes(part));
