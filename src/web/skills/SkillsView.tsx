import { Loading } from '../parts/Loading.tsx';
import { Page } from '../parts/Page.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import type { Mine } from './draft.ts';
import { MyLoad } from './MyLoad.tsx';
import { SkillsForm } from './SkillsForm.tsx';

/** One's own entry in the registry, to read and to change. */
export function SkillsView() {
  const { words } = useTab();
  const { answer, again } = useAnswer<Mine>('/api/me/skills');
  const mine = shown(answer);
  if (answer.state === 'refused')
    return <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />;
  return (
    <Page>
      {mine ? (
        <>
          <MyLoad mine={mine} />
          <SkillsForm mine={mine} />
        </>
      ) : (
        <Loading />
      )}
    </Page>
  );
}
