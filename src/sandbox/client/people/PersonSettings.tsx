import { Dropdown, Option, Switch } from '@fluentui/react-components';
import type { PersonSummary } from '../../window/views.ts';
import type { Words } from '../language/en.ts';
import { useWords } from '../language/words.ts';
import { useTelling } from '../window/toasts.ts';
import { useWindow } from '../window/windowContext.ts';
import { PersonAvatar } from './PersonAvatar.tsx';

type Presence = keyof Words['people']['presences'];

const accounts = ['enabled', 'disabled', 'deleted'] as const;

/** The person's own switches: presence, their account in Entra, and whether the app is installed or blocked for them. */
export function PersonSettings({ person }: { person: PersonSummary }) {
  const words = useWords();
  const tell = useTelling();
  const { session } = useWindow();
  const set = (what: string, body: object) => {
    session.set(what, body).catch(() => tell(words.problems.other, 'error'));
  };
  const presences = Object.keys(words.people.presences) as Presence[];
  const presence = presences.find((each) => each === person.availability);
  return (
    <div className="person-settings">
      <div className="person-self">
        <PersonAvatar from={person} size={48} withPresence />
        <span className="list-words">
          <span className="list-name">{person.name}</span>
          <span className="list-preview">{person.mail}</span>
          <span className="list-preview">
            {person.jobTitle} · {person.office} ({person.zone})
          </span>
        </span>
      </div>
      <div className="person-switches">
        <Dropdown
          inlinePopup
          size="small"
          aria-label={words.people.presence}
          value={presence === undefined ? person.availability : words.people.presences[presence]}
          selectedOptions={[person.availability]}
          onOptionSelect={(_, { optionValue = 'Available' }) =>
            set('presence', { availability: optionValue, activity: optionValue })
          }
        >
          {presences.map((each) => (
            <Option key={each} value={each}>
              {words.people.presences[each]}
            </Option>
          ))}
        </Dropdown>
        <Dropdown
          inlinePopup
          size="small"
          aria-label={words.people.account}
          value={words.people.accounts[person.account]}
          selectedOptions={[person.account]}
          onOptionSelect={(_, { optionValue: to = 'enabled' }) => set('account', { to })}
        >
          {accounts.map((each) => (
            <Option key={each} value={each}>
              {words.people.accounts[each]}
            </Option>
          ))}
        </Dropdown>
        <Switch
          label={words.people.installed}
          checked={person.appInstalled}
          onChange={(_, { checked }) => set(checked ? 'install' : 'uninstall', {})}
        />
        <Switch
          label={words.people.blocked}
          checked={person.blockedBot}
          onChange={(_, { checked }) => set('block', { blocked: checked })}
        />
      </div>
    </div>
  );
}
