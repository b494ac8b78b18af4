import { makeStyles, tokens } from '@fluentui/react-components';
import { Loading } from '../parts/Loading.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import type { Mine } from './draft.ts';
import { MyLoad } from './MyLoad.tsx';
import { SkillsForm } from './SkillsForm.tsx';

/** One's own entry in the registry, to read and to change. */
export function SkillsView() {
  const styles = useStyles();
  const { words } = useTab();
  const { answer, again } = useAnswer<Mine>('/api/me/skills');
  const mine = shown(answer);
  if (answer.state === 'refused')
    return <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />;
  return (
    <div className={styles.view}>
      {mine ? (
        <>
          <MyLoad mine={mine} />
          <SkillsForm mine={mine} />
        </>
      ) : (
        <Loading />
      )}
    </div>
  );
}

const useStyles = makeStyles({
  view: {
    height: '100%',
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
  },
});
