import { Button } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { useWords } from '../language/words.ts';
import type { StayingBelow } from './stayingBelow.ts';

/** Offers the way back to the newest message to who has scrolled up. */
export function JumpToNewest({ below }: { below: StayingBelow }) {
  const words = useWords();
  if (below.isBelow) return null;
  return (
    <div className="jump">
      <Button size="small" shape="circular" icon={<ArrowDownRegular />} onClick={below.jump}>
        {words.conversation.newer}
      </Button>
    </div>
  );
}
