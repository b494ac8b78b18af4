import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowLeft16Regular, DocumentText16Regular } from '@fluentui/react-icons';
import type { StoryAnswer } from '../../history/swarms/swarmRoutes.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Loading } from '../parts/Loading.tsx';
import { Page } from '../parts/Page.tsx';
import { Problem, problemOf } from '../parts/Problem.tsx';
import { useTab } from '../tabContext.ts';
import { shown, useAnswer } from '../useAnswer.ts';
import { CaseText } from './CaseText.tsx';
import { Knowledge } from './Knowledge.tsx';
import { Needs } from './Needs.tsx';
import { People } from './People.tsx';
import { StoryHeader } from './StoryHeader.tsx';
import { Timeline } from './Timeline.tsx';

/** One swarm: what it was about, who came, what fixed it, and everything that happened with its reasons. */
export function StoryView({ swarmId }: { swarmId: string }) {
  const styles = useStyles();
  const { words, go, linkTo } = useTab();
  const { answer, again } = useAnswer<StoryAnswer>(`/api/history/swarms/${encodeURIComponent(swarmId)}`);
  const story = shown(answer);
  return (
    <Page>
      <div className={styles.bar}>
        <Button size="small" appearance="subtle" icon={<ArrowLeft16Regular />} onClick={() => go({ swarm: null })}>
          {words.back}
        </Button>
        {story?.row.status === 'resolved' && !story.isShared && (
          <Button
            size="small"
            appearance="subtle"
            icon={<DocumentText16Regular />}
            onClick={() => go({ article: true })}
          >
            {words.article.open}
          </Button>
        )}
        <CopyButton text={() => linkTo({ swarm: swarmId })} label={words.copyLink} />
      </div>
      {answer.state === 'refused' ? (
        <Problem said={problemOf(answer.refusal, words)} again={{ label: words.retry, run: again }} />
      ) : story === null ? (
        <Loading />
      ) : (
        <>
          <StoryHeader story={story} />
          <div className={styles.columns}>
            <div className={styles.main}>
              <Knowledge story={story} />
              {story.isShared ? (
                <Text className={styles.id}>{words.story.sharedOnly}</Text>
              ) : (
                <Timeline story={story} />
              )}
            </div>
            <div className={styles.side}>
              <Needs story={story} />
              {!story.isShared && <People story={story} />}
              {!story.isShared && <CaseText story={story} />}
            </div>
          </div>
          <Text size={200} className={styles.id}>
            {story.row.swarmId}
          </Text>
        </>
      )}
    </Page>
  );
}

const useStyles = makeStyles({
  bar: { display: 'flex', justifyContent: 'space-between' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(280px, 2fr)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
    '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  main: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, minWidth: 0 },
  side: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, minWidth: 0 },
  id: { color: tokens.colorNeutralForeground3 },
});
