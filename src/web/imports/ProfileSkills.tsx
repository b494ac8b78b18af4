import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Panel } from '../parts/Panel.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useTab, useTechnologyName } from '../tabContext.ts';
import { Outcome, Sentences } from './Outcome.tsx';
import { skillsFile, useProfileSkills } from './useProfileSkills.ts';

const mostShown = 200;
const mostNames = 30;

/** Skills that people show on their Microsoft 365 profiles: read, looked at, then brought in; where an administrator of the bot switched that on. */
export function ProfileSkills({ onImported }: { onImported: () => void }) {
  const styles = useStyles();
  const { words } = useTab();
  const { imports: said } = words;
  const nameOf = useTechnologyName();
  const { isOn, found, isBusy, done, trouble, readOn, bringIn } = useProfileSkills(onImported);
  if (!isOn) return null;
  const unknown = Object.entries(found?.unknown ?? {}).toSorted(([, one], [, other]) => other - one);
  return (
    <Panel title={said.profiles} hint={said.profilesHint}>
      <div>
        <Button disabled={isBusy} onClick={readOn}>
          {found?.next ? said.readOn : said.readProfiles}
        </Button>
      </div>
      <Outcome isBusy={isBusy} done={done} trouble={trouble}>
        {found && (
          <section aria-label={said.preview} className={styles.preview}>
            <Text>{said.profilesRead(found.read, found.of)}</Text>
            <Text weight="semibold">
              {said.profilesPropose(found.skills.length, new Set(found.skills.map(({ person }) => person)).size)}
            </Text>
            <Sentences
              sentences={found.skills
                .slice(0, mostShown)
                .map(({ person, technology, level, wantsToLearn }) =>
                  said.profileLine(found.names[person] ?? person, nameOf(technology), level, wantsToLearn),
                )}
              told={found.skills.length}
            />
            {found.known > 0 && <Text>{said.profilesKnown(found.known)}</Text>}
            {found.unconfirmed > 0 && <Text>{said.profilesUnconfirmed(found.unconfirmed)}</Text>}
            {unknown.length > 0 && (
              <Text>
                {said.profilesUnknown(
                  unknown
                    .slice(0, mostNames)
                    .map(([name, people]) => (people > 1 ? `${name} (${people})` : name))
                    .join(', '),
                )}
              </Text>
            )}
            {found.skills.length > 0 && (
              <div className={styles.actions}>
                <Button appearance="primary" disabled={isBusy} onClick={bringIn}>
                  {said.importSkills(found.skills.length)}
                </Button>
                <Button disabled={isBusy} onClick={() => saveFile(skillsFile(found.skills), 'profile-skills.json')}>
                  {said.saveSkills}
                </Button>
              </div>
            )}
          </section>
        )}
      </Outcome>
    </Panel>
  );
}

const useStyles = makeStyles({
  preview: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});
