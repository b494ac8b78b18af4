import { Button, Field, Input, Label, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { AutomaticRule } from '../../swarm/arrivals/automatic.ts';
import { Picker } from '../parts/Picker.tsx';
import { Ticks } from '../skills/Ticks.tsx';
import { useTab, useTechnologyName } from '../tabContext.ts';
import { WordsInput } from './BySeverity.tsx';
import { type ControlProps, wrong } from './control.tsx';
import { severityOrder } from './valueText.ts';

/** Rules by which cases are swarmed without anybody asking, in their order: the first that fits counts. */
export function Rules({
  field,
  rules,
  isLocked,
  wrongAt,
  onChange,
}: ControlProps & { rules: readonly AutomaticRule[] }) {
  const styles = useStyles();
  const { words } = useTab();
  const { policy } = words;
  const { name, hint } = policy.fields[field];
  const id = useId();
  const change = (at: number, rule: AutomaticRule | null) =>
    onChange(rules.flatMap((each, place) => (place === at ? (rule ? [rule] : []) : [each])));
  return (
    <fieldset aria-labelledby={id} className={styles.rules}>
      <Label id={id}>{name}</Label>
      <Text size={200} className={styles.hint}>
        {hint}
      </Text>
      {rules.length === 0 && <Text>{policy.noRules}</Text>}
      {rules.map((rule, at) => (
        <Rule
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place, and its name is being typed
          key={at}
          rule={rule}
          isLocked={isLocked}
          wrongName={wrongAt(`${field}.${at}.name`)}
          onChange={(changed) => change(at, changed)}
        />
      ))}
      {!isLocked && (
        <div>
          <Button size="small" onClick={() => onChange([...rules, { name: '', does: 'offer' }])}>
            {policy.addRule}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** One rule. A list that is empty fits every case, and is left out. */
function Rule({
  rule,
  isLocked,
  wrongName,
  onChange,
}: {
  rule: AutomaticRule;
  isLocked: boolean;
  wrongName: string | undefined;
  onChange(rule: AutomaticRule | null): void;
}) {
  const styles = useStyles();
  const { words, choices, format } = useTab();
  const technologyName = useTechnologyName();
  const { policy } = words;
  const { severities = [], products = [], technologies = [] } = rule;
  const set = (part: Partial<AutomaticRule>) => {
    const all = Object.entries({ ...rule, ...part }).filter(([, value]) => !Array.isArray(value) || value.length > 0);
    onChange(Object.fromEntries(all) as AutomaticRule);
  };
  return (
    <section className={styles.rule} aria-label={rule.name || policy.newRule}>
      <Field label={policy.ruleName} size="small" {...wrong(wrongName)}>
        <Input size="small" value={rule.name} disabled={isLocked} onChange={(_, { value }) => set({ name: value })} />
      </Field>
      <Field label={policy.ruleDoes} size="small">
        <Select
          size="small"
          value={rule.does}
          disabled={isLocked}
          onChange={(_, { value }) => set({ does: value === 'start' ? 'start' : 'offer' })}
        >
          <option value="offer">{policy.does.offer}</option>
          <option value="start">{policy.does.start}</option>
        </Select>
      </Field>
      <Field label={policy.ruleProducts} size="small" hint={policy.anyOf}>
        <WordsInput words={products} isLocked={isLocked} onChange={(all) => set({ products: all })} />
      </Field>
      <Field label={policy.ruleTechnologies} size="small" hint={policy.anyOf}>
        <div className={styles.picked}>
          {technologies.map((each) => (
            <Button
              key={each}
              size="small"
              disabled={isLocked}
              aria-label={policy.remove(technologyName(each))}
              onClick={() => set({ technologies: technologies.filter((one) => one !== each) })}
            >
              {technologyName(each)} ×
            </Button>
          ))}
          {!isLocked && (
            <Picker
              label={words.skills.add}
              choices={choices.technologies
                .filter((each) => !technologies.includes(each.id))
                .map((each) => ({ value: each.id, label: each.name[format.language] }))}
              value={null}
              onPick={(picked) => picked && set({ technologies: [...technologies, picked] })}
            />
          )}
        </div>
      </Field>
      <Ticks
        label={policy.ruleSeverities}
        hint={policy.anyOf}
        isDisabled={isLocked}
        choices={severityOrder.map((value) => ({ value, name: words.severity[value] }))}
        ticked={severities}
        onChange={(ticked) => set({ severities: ticked })}
      />
      {!isLocked && (
        <div>
          <Button size="small" appearance="subtle" onClick={() => onChange(null)}>
            {policy.removeRule}
          </Button>
        </div>
      )}
    </section>
  );
}

const useStyles = makeStyles({
  rules: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    border: 'none',
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
  hint: { color: tokens.colorNeutralForeground3 },
  rule: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))',
    gap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  picked: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});
