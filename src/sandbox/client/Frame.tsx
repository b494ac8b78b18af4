import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { ConversationPane } from './conversation/ConversationPane.tsx';
import { useWords } from './language/words.ts';
import { Panel } from './panel/Panel.tsx';
import { ActivityList } from './places/ActivityList.tsx';
import { AppTab } from './places/AppTab.tsx';
import { ChatList } from './places/ChatList.tsx';
import { Rail } from './places/Rail.tsx';
import { useShownConversation } from './places/shownConversation.ts';
import { TeamsList } from './places/TeamsList.tsx';
import { TopBar } from './places/TopBar.tsx';
import { TourCard } from './tour/TourCard.tsx';
import { useMe, useSession, useWindow } from './window/windowContext.ts';

/** The window: bar on top, rail, list, what is open, and the panel of the wire where it is wanted. */
export function Frame() {
  const words = useWords();
  const { address } = useWindow();
  const connection = useSession('connection');
  const me = useMe();
  const [panelIsOpen, setPanelIsOpen] = useState(() => sessionStorage.getItem('panel') === 'open');
  const shown = useShownConversation();
  const { view } = address.place;

  useEffect(() => {
    document.title = words.title(me === null ? words.views[view] : `${words.views[view]} | ${me.name}`);
  }, [words, view, me]);
  const togglePanel = () => {
    sessionStorage.setItem('panel', panelIsOpen ? 'closed' : 'open');
    setPanelIsOpen(!panelIsOpen);
  };

  return (
    <div className="frame" data-panel={panelIsOpen}>
      <a className="skip-link" href="#main">
        {words.skip}
      </a>
      <TopBar panelIsOpen={panelIsOpen} onTogglePanel={togglePanel} />
      <Rail />
      {view === 'activity' && <ActivityList shown={shown} />}
      {view === 'chat' && <ChatList shown={shown} />}
      {view === 'teams' && <TeamsList shown={shown} />}
      <main id="main" className={view === 'app' ? 'main main-wide' : 'main'} tabIndex={-1}>
        {connection === 'lost' && (
          <MessageBar intent="warning" className="lost">
            <MessageBarBody>{words.top.lost}</MessageBarBody>
          </MessageBar>
        )}
        {view === 'app' ? (
          <AppTab page={address.place.view === 'app' ? address.place.page : null} />
        ) : (
          <ConversationPane id={shown} />
        )}
      </main>
      {panelIsOpen && <Panel beside={shown} onClose={togglePanel} />}
      <TourCard />
    </div>
  );
}
