import { useMemo, useState } from 'react';
import { useWords } from '../language/words.ts';
import { type Choosable, PeoplePicker } from '../people/PeoplePicker.tsx';
import { useSession } from '../window/windowContext.ts';
import type { PeopleInput } from './peopleInput.ts';

/** Teams' people picker in a card: everybody of the organisation, those the card offers first. */
export function PeopleChoice({ input }: { input: PeopleInput }) {
  const words = useWords();
  const people = useSession('people');
  const [chosen, setChosen] = useState(input.chosen);
  const choosable = useMemo(() => {
    const known = new Map(people.map((person) => [person.id, person]));
    const offered = input.offered.map(({ value, name }): Choosable => {
      const person = known.get(value);
      return { value, alias: person?.alias ?? null, name, note: person?.jobTitle ?? '' };
    });
    const first = new Set(offered.map(({ value }) => value));
    const others = people
      .filter(({ id }) => !first.has(id))
      .map(({ id, alias, name, jobTitle }): Choosable => ({ value: id, alias, name, note: jobTitle }));
    return [...offered, ...others];
  }, [people, input]);
  return (
    <PeoplePicker
      people={choosable}
      chosen={chosen}
      isMultiple={input.isMultiple}
      placeholder={input.placeholder || words.card.choosePeople}
      label={input.label ?? words.card.choosePeople}
      onChoose={(ids) => {
        input.choose(ids);
        setChosen(ids);
      }}
    />
  );
}
