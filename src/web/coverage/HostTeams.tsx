import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import type { HostTeamRooms } from '../../history/measures/measureRoutes.ts';
import { useLists } from '../parts/lists.ts';
import { Panel } from '../parts/Panel.tsx';
import { useTab } from '../tabContext.ts';

/** From this part of its places on a host team is told to be nearly full, as the notice in the chat is sent. */
const nearlyFull = 0.8;

/** How full each host team is, in the order of the settings. */
export function HostTeams({ rooms: { hostTeams } }: { rooms: HostTeamRooms }) {
  const styles = useStyles();
  const lists = useLists();
  const { words, format } = useTab();
  const { coverage: said } = words;
  return (
    <Panel title={said.hostTeams} hint={said.hostTeamsHint}>
      <ol className={lists.wide}>
        {hostTeams.map(({ taken, most, deleted, countedAt }, at) => {
          const name = said.hostTeam(at + 1);
          const facts = [
            said.taken(format.number(taken), format.number(most)),
            ...(deleted ? [said.deletedOf(deleted)] : []),
            countedAt === null ? said.notCounted : said.countedAt(format.moment(countedAt)),
          ];
          return (
            <li key={name} className={styles.team}>
              <Text weight="semibold">{words.labelled(name, facts.join(said.separator))}</Text>
              <ProgressBar
                aria-label={name}
                value={Math.min(1, taken / most)}
                thickness="large"
                color={taken >= most * nearlyFull ? 'error' : 'brand'}
              />
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

const useStyles = makeStyles({
  team: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
});
