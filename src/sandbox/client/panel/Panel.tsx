import { Button, Tab, TabList } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { useWords } from '../language/words.ts';
import { FaultSwitches } from './FaultSwitches.tsx';
import { Wire } from './Wire.tsx';

/** The panel beside Teams: what goes over the wire, and what shall go wrong. */
export function Panel({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const [shown, setShown] = useState<'wire' | 'faults'>('wire');
  return (
    <aside className="panel" aria-label={words.top.panel}>
      <div className="panel-head">
        <TabList selectedValue={shown} onTabSelect={(_, { value }) => setShown(value === 'faults' ? 'faults' : 'wire')}>
          <Tab value="wire">{words.wire.title}</Tab>
          <Tab value="faults">{words.wire.faults}</Tab>
        </TabList>
        <Button appearance="subtle" icon={<DismissRegular />} aria-label={words.wire.close} onClick={onClose} />
      </div>
      {shown === 'wire' ? <Wire /> : <FaultSwitches />}
    </aside>
  );
}
