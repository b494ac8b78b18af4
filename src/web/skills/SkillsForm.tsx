import { Button, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Panel } from '../parts/Panel.tsx';
import { Picker } from '../parts/Picker.tsx';
import { refusalIn } from '../server.ts';
import { useTab } from '../tabContext.ts';
import { AskedOfSkills } from './AskedOfSkills.tsx';
import { Availability } from './Availability.tsx';
import { Deputies } from './Deputies.tsx';
import { changeOf, type Draft, draftOf, type Mine } from './draft.ts';
import { SkillLines } from './SkillLines.tsx';

/** One's skills and hours as a form; what is typed stays until it is saved or undone. */
export function SkillsForm({ mine: first }: { mine: Mine }) {
  const styles = useStyles();
  const { words, server, choices, format } = useTab();
  const [mine, setMine] = useState(first);
  const [draft, setDraft] = useState(() => draftOf(first, format.language));
  const [state, setState] = useState<'ready' | 'saving' | 'saved' | 'failed' | 'no-week' | 'not-registered'>('ready');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(mine, format.language));
  const change = (part: Partial<Draft>) => {
    setState('ready');
    setDraft((before) => ({ ...before, ...part }));
  };
  const save = async () => {
    setState('saving');
    try {
      const saved = await server.put<Mine>('/api/me/skills', changeOf(draft, mine, format.language));
      setMine(saved);
      setDraft(draftOf(saved, format.language));
      setState('saved');
    } catch (error) {
      const { code, fields } = refusalIn(error);
      const isNoWeek = fields.some(({ path }) => path === 'asking.week' || path === 'asking.focus');
      setState(code === 'not-registered' ? code : isNoWeek ? 'no-week' : 'failed');
    }
  };
  const add = (technology: string, level: number) => {
    const name = choices.technologies.find((each) => each.id === technology)?.name;
    if (!name || draft.skills.some((each) => each.technology === technology)) return;
    const line = { technology, name, level, owner: false, wantsToLearn: false, confirmedAt: null, confirmed: true };
    change({ skills: [...draft.skills, line] });
  };
  const listed = new Set(draft.skills.map((each) => each.technology));
  const offered = choices.technologies
    .filter((each) => !listed.has(each.id))
    .map(({ id, name }) => ({ value: id, label: name[format.language] }));

  return (
    <>
      <AskedOfSkills
        title={words.skills.suggestions}
        hint={words.skills.suggestionsHint}
        asked={mine.suggestions
          .filter(({ technology }) => !listed.has(technology) && !draft.refused.includes(technology))
          .map(({ swarms, last, ...of }) => ({ ...of, why: words.skills.suggested(swarms, format.day(last)) }))}
        change={words.skills.accept}
        leave={words.skills.refuse}
        onChange={(technology) => add(technology, 3)}
        onLeave={(technology) => change({ refused: [...draft.refused, technology] })}
      />
      <AskedOfSkills
        title={words.skills.doubts}
        hint={words.skills.doubtsHint}
        asked={mine.doubts
          .filter(({ technology }) => draft.skills.some((line) => line.technology === technology && !line.confirmed))
          .map(({ declinedAt, ...of }) => ({ ...of, why: words.skills.doubted(format.day(declinedAt)) }))}
        change={words.skills.drop}
        leave={words.skills.keep}
        onChange={(technology) => change({ skills: draft.skills.filter((line) => line.technology !== technology) })}
        onLeave={(technology) =>
          change({
            skills: draft.skills.map((line) => (line.technology === technology ? { ...line, confirmed: true } : line)),
          })
        }
      />
      <Panel
        title={words.skills.title}
        hint={words.skills.hint}
        actions={
          draft.skills.some((each) => !each.confirmed) ? (
            <Button
              size="small"
              appearance="subtle"
              onClick={() => change({ skills: draft.skills.map((each) => ({ ...each, confirmed: true })) })}
            >
              {words.skills.confirmAll}
            </Button>
          ) : null
        }
      >
        {draft.skills.length === 0 ? (
          <Text className={styles.empty}>{words.skills.empty}</Text>
        ) : (
          <SkillLines lines={draft.skills} onChange={(skills) => change({ skills })} />
        )}
        <div>
          <Picker
            label={words.skills.add}
            choices={offered}
            value={null}
            onPick={(technology) => technology && add(technology, 3)}
          />
        </div>
      </Panel>
      <Availability
        draft={draft}
        person={mine.person}
        outlook={draft.hoursStand ? null : mine.outlookHours}
        week={mine.week}
        onChange={change}
      />
      <Deputies
        deputies={mine.deputies}
        most={mine.mostDeputies}
        zone={mine.person.zone}
        onChanged={(deputies) => setMine((before) => ({ ...before, deputies }))}
      />
      <div className={styles.foot}>
        <Button
          appearance="primary"
          disabled={!isChanged || state === 'saving' || draft.days.length === 0 || draft.languages.length === 0}
          onClick={save}
        >
          {words.skills.save}
        </Button>
        <Button disabled={!isChanged || state === 'saving'} onClick={() => setDraft(draftOf(mine, format.language))}>
          {words.skills.undo}
        </Button>
        <div role="status" className={styles.state}>
          {state === 'saved' && !isChanged && (
            <MessageBar intent="success">
              <MessageBarBody>{words.skills.saved}</MessageBarBody>
            </MessageBar>
          )}
          {(state === 'failed' || state === 'no-week' || state === 'not-registered') && (
            <MessageBar intent="error">
              <MessageBarBody>
                {state === 'failed'
                  ? words.skills.notSaved
                  : state === 'no-week'
                    ? words.skills.noWeek
                    : words.skills.noLongerRegistered}
              </MessageBarBody>
            </MessageBar>
          )}
          {isChanged && state === 'ready' && <Text className={styles.empty}>{words.skills.unsaved}</Text>}
        </div>
      </div>
    </>
  );
}

const useStyles = makeStyles({
  empty: { color: tokens.colorNeutralForeground3 },
  foot: {
    position: 'sticky',
    bottom: `calc(-1 * ${tokens.spacingVerticalM})`,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  state: { minHeight: '32px', display: 'flex', alignItems: 'center' },
});
