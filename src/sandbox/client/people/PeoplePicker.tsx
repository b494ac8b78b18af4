import {
  Tag,
  TagPicker,
  TagPickerControl,
  TagPickerGroup,
  TagPickerInput,
  TagPickerList,
  TagPickerOption,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../language/words.ts';
import { PersonAvatar } from './PersonAvatar.tsx';

/** Somebody to choose; `value` is what the choice gives. `alias` null: somebody unknown here. */
export type Choosable = { value: string; alias: string | null; name: string; note: string };

const mostShown = 12;

/** Chooses people by typing a part of a name, in either script, or of an alias. */
export function PeoplePicker(props: {
  people: readonly Choosable[];
  /** Values. */
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  isMultiple: boolean;
  placeholder: string;
  /** For screen readers, where no visible label is tied to it. */
  label?: string;
}) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const { people, chosen, onChoose, isMultiple } = props;
  const fitting = people.filter((person) => !chosen.includes(person.value) && fits(person, typed)).slice(0, mostShown);
  const personOf = (value: string): Choosable =>
    people.find((person) => person.value === value) ?? { value, alias: null, name: value, note: '' };
  const avatarOf = ({ alias, name }: Choosable) => <PersonAvatar from={{ alias: alias ?? name, name }} size={20} />;
  return (
    <TagPicker
      inline
      selectedOptions={[...chosen]}
      onOptionSelect={(_, { selectedOptions, value }) => {
        setTyped('');
        onChoose(isMultiple ? selectedOptions : selectedOptions.filter((option) => option === value));
      }}
    >
      <TagPickerControl>
        <TagPickerGroup aria-label={props.label ?? words.list.newChatWith}>
          {chosen.map((value) => (
            <Tag key={value} value={value} shape="circular" media={avatarOf(personOf(value))}>
              {personOf(value).name}
            </Tag>
          ))}
        </TagPickerGroup>
        <TagPickerInput
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={chosen.length === 0 ? props.placeholder : ''}
          {...(props.label === undefined ? {} : { 'aria-label': props.label })}
        />
      </TagPickerControl>
      <TagPickerList>
        {fitting.length === 0 ? (
          <div className="list-empty">{words.card.noPeople}</div>
        ) : (
          fitting.map((person) => (
            <TagPickerOption
              key={person.value}
              value={person.value}
              text={person.name}
              media={avatarOf(person)}
              secondaryContent={person.note}
            >
              {person.name}
            </TagPickerOption>
          ))
        )}
      </TagPickerList>
    </TagPicker>
  );
}

const fits = ({ name, alias, note }: Choosable, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/u)
    .every((part) => `${name} ${alias ?? ''} ${note}`.toLowerCase().includes(part));
