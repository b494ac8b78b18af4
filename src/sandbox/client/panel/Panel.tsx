import { Button, Tab, TabList } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { useWords } from '../language/words.ts';
import { CasePane } from './CasePane.tsx';
import { FaultSwitches } from './FaultSwitches.tsx';
import { Wire } from './Wire.tsx';

/** The panel beside Teams (`beside`: which conversation): what goes over the wire, what shall go wrong, and the case in its own system. */
export function Panel({ beside, onClose }: { beside: string | null; onClose: () => void }) {
  const words = useWords();
  const [shown, setShown] = useState<Shown>('wire');
  return (
    <aside className="panel" aria-label={words.top.panel}>
      <div className="panel-head">
        <TabList
          selectedValue={shown}
          onTabSelect={(_, { value }) => setShown(tabs.find((each) => each === value) ?? 'wire')}
        >
          <Tab value="wire">{words.wire.title}</Tab>
          <Tab value="faults">{words.wire.faults}</Tab>
          <Tab value="case">{words.caseSystem.tab}</Tab>
        </TabList>
        <Button appearance="subtle" icon={<DismissRegular />} aria-label={words.wire.close} onClick={onClose} />
      </div>
      {{ wire: <Wire />, faults: <FaultSwitches />, case: <CasePane beside={beside} /> }[shown]}
    </aside>
  );
}

const tabs = ['wire', 'faults', 'case'] as const;
type Shown = (typeof tabs)[number];
