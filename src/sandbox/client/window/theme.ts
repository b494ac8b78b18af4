import { type Theme, teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components';

export const themeNames = ['light', 'dark', 'contrast'] as const;
export type ThemeName = (typeof themeNames)[number];

// Teams is drawn in Segoe UI; where it is missing, what the machine has for both languages.
const fontFamilyBase =
  '"Segoe UI", "Segoe UI Web (West European)", -apple-system, BlinkMacSystemFont, "Noto Sans", "Yu Gothic UI", "Meiryo", "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", sans-serif';
const withFont = (theme: Theme): Theme => ({ ...theme, fontFamilyBase });

export const themes: Record<ThemeName, Theme> = {
  light: withFont(teamsLightTheme),
  dark: withFont(teamsDarkTheme),
  contrast: withFont(teamsHighContrastTheme),
};

/** What TeamsJS calls them. */
export const teamsThemeNames: Record<ThemeName, 'default' | 'dark' | 'contrast'> = {
  light: 'default',
  dark: 'dark',
  contrast: 'contrast',
};
