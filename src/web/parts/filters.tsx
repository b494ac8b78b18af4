import { Dropdown, Option } from '@fluentui/react-components';
import { periods } from '../place.ts';
import { useTab } from '../tabContext.ts';
import { Picker } from './Picker.tsx';

const statuses = ['running', 'resolved', 'cancelled', 'proposed', 'lapsed'] as const;
const severities = ['critical', 'high', 'normal', 'low'] as const;
const sorts = ['newest', 'oldest', 'closed', 'longest'] as const;
const sortsOfSearch = ['best', ...sorts] as const;

export function StatusPick() {
  const { words, place, go } = useTab();
  return (
    <Several
      label={words.list.status}
      values={statuses}
      chosen={place.status}
      nameOf={(each) => words.status[each]}
      onChoose={(status) => go({ status })}
    />
  );
}

export function SeverityPick() {
  const { words, place, go } = useTab();
  return (
    <Several
      label={words.list.severity}
      values={severities}
      chosen={place.severity}
      nameOf={(each) => words.severity[each]}
      onChoose={(severity) => go({ severity })}
    />
  );
}

export function TechnologyPick() {
  const { words, place, go, choices, format } = useTab();
  const technologies = choices.technologies.map(({ id, name }) => ({ value: id, label: name[format.language] }));
  return (
    <Picker
      label={words.list.technology}
      choices={technologies}
      value={place.technology}
      onPick={(technology) => go({ technology })}
    />
  );
}

export function PersonPick() {
  const { words, place, go, choices } = useTab();
  const people = choices.people.map(({ id, name }) => ({ value: id, label: name }));
  return <Picker label={words.list.person} choices={people} value={place.person} onPick={(person) => go({ person })} />;
}

export function CustomerPick() {
  const { words, place, go, choices } = useTab();
  const customers = choices.customers.map((name) => ({ value: name, label: name }));
  return (
    <Picker
      free
      label={words.list.customer}
      choices={customers}
      value={place.customer}
      onPick={(customer) => go({ customer })}
    />
  );
}

export function PeriodPick() {
  const { words, place, go } = useTab();
  return (
    <One
      label={words.list.period}
      values={periods}
      chosen={place.period}
      nameOf={(each) => words.list.periods[each]}
      onChoose={(period) => go({ period })}
    />
  );
}

export function SortPick() {
  const { words, place, go } = useTab();
  const isSearch = place.words.trim() !== '';
  return (
    <One
      label={words.list.sort}
      values={isSearch ? sortsOfSearch : sorts}
      chosen={isSearch || place.sort !== 'best' ? place.sort : 'newest'}
      nameOf={(each) => words.list.sorts[each]}
      onChoose={(sort) => go({ sort })}
    />
  );
}

const narrow = { minWidth: 0, width: '128px' };

function Several<T extends string>({
  label,
  values,
  chosen,
  nameOf,
  onChoose,
}: {
  label: string;
  values: readonly T[];
  chosen: readonly T[];
  nameOf(value: T): string;
  onChoose(values: T[]): void;
}) {
  const { words } = useTab();
  const [only] = chosen;
  const text = chosen.length > 1 ? words.list.chosen(label, chosen.length) : only ? nameOf(only) : '';
  return (
    <Dropdown
      aria-label={label}
      placeholder={label}
      size="small"
      multiselect
      style={narrow}
      value={text}
      selectedOptions={[...chosen]}
      onOptionSelect={(_, { selectedOptions }) => onChoose(values.filter((each) => selectedOptions.includes(each)))}
    >
      {values.map((each) => (
        <Option key={each} value={each} text={nameOf(each)}>
          {nameOf(each)}
        </Option>
      ))}
    </Dropdown>
  );
}

/** One of a few, always chosen. */
export function One<T extends string>({
  label,
  values,
  chosen,
  nameOf,
  onChoose,
}: {
  label: string;
  values: readonly T[];
  chosen: T;
  nameOf(value: T): string;
  onChoose(value: T): void;
}) {
  return (
    <Dropdown
      aria-label={label}
      size="small"
      style={narrow}
      value={nameOf(chosen)}
      selectedOptions={[chosen]}
      onOptionSelect={(_, { optionValue }) => {
        const value = values.find((each) => each === optionValue);
        if (value) onChoose(value);
      }}
    >
      {values.map((each) => (
        <Option key={each} value={each} text={nameOf(each)}>
          {nameOf(each)}
        </Option>
      ))}
    </Dropdown>
  );
}
