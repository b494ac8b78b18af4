import {
  makeStaticStyles,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import type { ThemeName } from './teams.ts';

// Teams is drawn in Segoe UI; where it is missing, what the machine has for both languages.
const fontFamilyBase =
  '"Segoe UI", "Segoe UI Web (West European)", -apple-system, BlinkMacSystemFont, "Noto Sans", "Yu Gothic UI", "Meiryo", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", sans-serif';
const withFont = (theme: Theme): Theme => ({ ...theme, fontFamilyBase });

export const themes: Record<ThemeName, Theme> = {
  light: withFont(teamsLightTheme),
  dark: withFont(teamsDarkTheme),
  contrast: withFont(teamsHighContrastTheme),
};

export const useGlobalStyles = makeStaticStyles({
  body: { margin: 0, padding: 0, overflow: 'hidden' },
  '*': { boxSizing: 'border-box' },
  // Japanese breaks between phrases where the browser can, never in the middle of a Latin word, and a bracket that
  // begins a line stands where the line begins.
  ':lang(ja)': { wordBreak: 'auto-phrase', lineBreak: 'strict', textSpacingTrim: 'trim-start' },
  '.visually-hidden': {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});
