import {
  Button,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  SpinButton,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { MySkills } from '../../history/mySkills/mySkills.ts';
import type { Language } from '../../language/language.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';
import type { Draft } from './draft.ts';
import { Ticks } from './Ticks.tsx';
import { WeekPicture } from './WeekPicture.tsx';

const languages = ['en', 'ja'] as const satisfies Language[];

/** Hours, how many swarms at once, away until, and languages; each with when the person said it themselves. */
export function Availability({
  draft,
  person,
  outlook,
  week,
  onChange,
}: {
  draft: Draft;
  /** As it is stored. */
  person: MySkills['person'];
  outlook: MySkills['outlookHours'];
  week: MySkills['week'];
  onChange(part: Partial<Draft>): void;
}) {
  const styles = useStyles();
  const { words, format } = useTab();
  const { skills: said } = words;
  const { team, calendars } = person.belonging;
  const ownWord = (field: keyof MySkills['person']['saidAt']) => {
    const at = person.saidAt[field];
    return at === undefined ? {} : { hint: said.hoursOwn(format.day(at)) };
  };
  return (
    <Panel
      title={said.availability}
      hint={[
        said.inZone(draft.zone),
        person.hoursSaidAt ? said.hoursOwn(format.day(person.hoursSaidAt)) : said.hoursGiven,
        ...(team ? [said.ownTeam(team[format.language])] : []),
        calendars.length > 0
          ? said.daysOff(calendars.map((each) => each[format.language]).join(' · '))
          : said.noDaysOff,
      ].join(' · ')}
    >
      {outlook && isOther(outlook, draft) && (
        <div className={styles.outlook}>
          <Text>
            {said.outlookSays(
              outlook.hours.days.map((each) => said.days[each - 1] ?? '').join(' '),
              `${outlook.hours.from}–${outlook.hours.to}`,
              outlook.zone,
            )}
          </Text>
          <Button size="small" onClick={() => onChange({ ...outlook.hours, zone: outlook.zone })}>
            {said.takeHours}
          </Button>
          <Button size="small" appearance="subtle" onClick={() => onChange({ hoursStand: true })}>
            {said.keepHours}
          </Button>
        </div>
      )}
      <div className={styles.fields}>
        <Ticks
          label={said.workDays}
          choices={said.days.map((name, at) => ({ value: at + 1, name }))}
          ticked={draft.days}
          onChange={(days) => onChange({ days })}
        />
        <Field label={said.from}>
          <Input
            type="time"
            value={draft.from}
            required
            onChange={(_, { value }) => value && onChange({ from: value })}
          />
        </Field>
        <Field label={said.to}>
          <Input type="time" value={draft.to} required onChange={(_, { value }) => value && onChange({ to: value })} />
        </Field>
        <Field label={said.most} {...ownWord('mostSwarms')}>
          <SpinButton
            min={0}
            max={20}
            value={draft.mostSwarms}
            onChange={(_, { value, displayValue }) => {
              const most = value ?? Number(displayValue);
              if (Number.isInteger(most)) onChange({ mostSwarms: Math.min(20, Math.max(0, most)) });
            }}
          />
        </Field>
        <Field label={said.away} {...ownWord('awayUntil')}>
          <Input type="date" value={draft.awayUntil} onChange={(_, { value }) => onChange({ awayUntil: value })} />
        </Field>
        <Ticks
          label={said.anyHourLabel}
          {...ownWord('anyHour')}
          choices={[{ value: true, name: said.anyHour }]}
          ticked={[draft.anyHour]}
          onChange={(ticked) => onChange({ anyHour: ticked.length > 0 })}
        />
        <Field label={said.week} hint={said.weekExample}>
          <Input
            value={draft.week}
            maxLength={500}
            className={styles.long}
            onChange={(_, { value }) => onChange({ week: value })}
          />
        </Field>
        <Field label={said.focus} hint={said.focusExample}>
          <Input
            value={draft.focus}
            maxLength={500}
            className={styles.long}
            onChange={(_, { value }) => onChange({ focus: value })}
          />
        </Field>
        <Field label={said.notBefore} {...ownWord('asking')}>
          <Input type="time" value={draft.notBefore} onChange={(_, { value }) => onChange({ notBefore: value })} />
        </Field>
        <Field label={said.quietFrom}>
          <Input type="date" value={draft.quietFrom} onChange={(_, { value }) => onChange({ quietFrom: value })} />
        </Field>
        <Field label={said.quietUntil}>
          <Input type="date" value={draft.quietUntil} onChange={(_, { value }) => onChange({ quietUntil: value })} />
        </Field>
        <Field label={said.mostAWeek}>
          <SpinButton
            min={0}
            max={50}
            value={draft.mostAWeek}
            onChange={(_, { value, displayValue }) => {
              const most = value ?? Number(displayValue);
              if (Number.isInteger(most)) onChange({ mostAWeek: Math.min(50, Math.max(0, most)) });
            }}
          />
        </Field>
        <Ticks
          label={said.onlyCriticalLabel}
          choices={[{ value: true, name: said.onlyCritical }]}
          ticked={[draft.onlyCritical]}
          onChange={(ticked) => onChange({ onlyCritical: ticked.length > 0 })}
        />
        <Ticks
          label={said.languages}
          {...ownWord('languages')}
          choices={languages.map((value) => ({ value, name: said.languageNames[value] }))}
          ticked={draft.languages}
          onChange={(languages) => onChange({ languages })}
        />
        <Field label={said.reads} {...ownWord('reads')}>
          <RadioGroup
            layout="horizontal"
            value={draft.reads ?? format.language}
            onChange={(_, { value }) => onChange({ reads: languages.find((each) => each === value) ?? null })}
          >
            {languages.map((each) => (
              <Radio key={each} value={each} label={said.languageNames[each]} />
            ))}
          </RadioGroup>
        </Field>
      </div>
      <WeekPicture week={week} />
    </Panel>
  );
}

const isOther = ({ zone, hours }: NonNullable<MySkills['outlookHours']>, draft: Draft): boolean =>
  zone !== draft.zone || hours.from !== draft.from || hours.to !== draft.to || hours.days.join() !== draft.days.join();

const useStyles = makeStyles({
  long: { minWidth: 'min(360px, 100%)' },
  outlook: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  fields: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'start',
    columnGap: tokens.spacingHorizontalXL,
    rowGap: tokens.spacingVerticalM,
  },
});
