import { HostConfig } from 'adaptivecards';

const colours = (name: string) => ({
  default: `var(--card-${name}-default)`,
  subtle: `var(--card-${name}-subtle)`,
});
/** The words of the card schema for text colours, each as two custom properties of styles/card.css. */
const foreground = Object.fromEntries(
  ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'].map((name) => [
    name,
    { ...colours(name), highlightColors: { default: 'var(--card-highlight)', subtle: 'var(--card-highlight)' } },
  ]),
);
const containerStyle = (name: string) => ({
  backgroundColor: `var(--card-container-${name})`,
  borderColor: `var(--card-border-${name})`,
  foregroundColors: foreground,
});

/**
 * How Teams draws cards: its sizes, spacings and limits. Colours are custom properties, so that a card follows the theme
 * without being drawn again.
 */
export const teamsHostConfig = new HostConfig({
  supportsInteractivity: true,
  fontFamily: 'var(--fontFamilyBase)',
  fontTypes: {
    default: {
      fontFamily: 'var(--fontFamilyBase)',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'var(--fontFamilyMonospace)',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
  },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--colorNeutralStroke2)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  containerStyles: {
    default: containerStyle('default'),
    emphasis: containerStyle('emphasis'),
    accent: containerStyle('accent'),
    good: containerStyle('good'),
    attention: containerStyle('attention'),
    warning: containerStyle('warning'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    // The gap of styles/card.css, where buttons go on in a second row.
    buttonSpacing: 0,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: true },
  inputs: {
    allowDynamicallyFilteredChoiceSet: false,
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'default', color: 'default', size: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'default', color: 'default', size: 'default' },
    },
    errorMessage: { color: 'attention', size: 'small', weight: 'default', spacing: 'small' },
  },
  textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
  textBlock: { headingLevel: 2 },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
});
