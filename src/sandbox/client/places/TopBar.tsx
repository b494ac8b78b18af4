import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToggleButton,
} from '@fluentui/react-components';
import { PulseRegular } from '@fluentui/react-icons/svg/pulse';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import type { Language } from '../language/words.ts';
import { useWords } from '../language/words.ts';
import { PeopleSwitcher } from '../people/PeopleSwitcher.tsx';
import { useTour } from '../tour/Tour.tsx';
import { type ThemeName, themeNames } from '../window/theme.ts';
import { useWindow } from '../window/windowContext.ts';

const languages: Language[] = ['ja', 'en'];

/** The bar on top: what this is, and whose window. */
export function TopBar(props: { panelIsOpen: boolean; onTogglePanel: () => void }) {
  const words = useWords();
  const { settings } = useWindow();
  const tour = useTour();
  return (
    <header className="top">
      <div className="top-title">
        <strong>{settings.tenant.name}</strong>
        <span className="top-note">{words.top.sandbox}</span>
      </div>
      <div className="top-tools">
        <Button
          appearance="subtle"
          icon={<QuestionCircleRegular />}
          aria-label={words.top.tour}
          title={words.top.tour}
          onClick={() => tour.go(0)}
        />
        <ToggleButton
          appearance="subtle"
          icon={<PulseRegular />}
          checked={props.panelIsOpen}
          onClick={props.onTogglePanel}
        >
          {words.top.panel}
        </ToggleButton>
        <SettingsMenu />
        <PeopleSwitcher />
      </div>
    </header>
  );
}

function SettingsMenu() {
  const words = useWords();
  const { address, change } = useWindow();
  return (
    <Menu
      checkedValues={{ theme: [address.theme], language: [address.language] }}
      onCheckedValueChange={(_, { name, checkedItems: [chosen] }) => {
        if (name === 'theme')
          change({ theme: themeNames.find((each): each is ThemeName => each === chosen) ?? 'light' });
        if (name === 'language') change({ language: chosen === 'ja' ? 'ja' : 'en' });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<SettingsRegular />}
          aria-label={words.top.settings}
          title={words.top.settings}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{words.top.language}</MenuGroupHeader>
            {languages.map((each) => (
              <MenuItemRadio key={each} name="language" value={each} lang={each}>
                {words.top.languages[each]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{words.top.theme}</MenuGroupHeader>
            {themeNames.map((each) => (
              <MenuItemRadio key={each} name="theme" value={each}>
                {words.top.themes[each]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
