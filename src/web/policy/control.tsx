import { Input } from '@fluentui/react-components';
import type { PolicyField } from '../../swarm/policy.ts';
import { useTab } from '../tabContext.ts';

export type ControlProps = {
  field: PolicyField;
  value: unknown;
  isLocked: boolean;
  /** What is wrong at a place in the field (`answerWithinMinutes.critical`), in words. */
  wrongAt(path: string): string | undefined;
  onChange(value: unknown): void;
};

/** What is typed stays as it is typed: what is no number is for the server to say. Empty: never, where that can be. */
export function NumberInput({
  value,
  label,
  isLocked,
  orNever,
  onChange,
}: {
  value: unknown;
  label?: string;
  isLocked: boolean;
  orNever: boolean;
  onChange(value: unknown): void;
}) {
  const { words } = useTab();
  const typed = (text: string): unknown => (text.trim() === '' ? (orNever ? null : '') : Number(text));
  return (
    <Input
      type="number"
      size="small"
      style={{ width: '112px' }}
      {...(label === undefined ? {} : { 'aria-label': label })}
      disabled={isLocked}
      placeholder={orNever ? words.policy.never : ''}
      value={value === null || value === undefined ? '' : String(value)}
      onChange={(_, { value: text }) => onChange(typed(text))}
    />
  );
}

/** What a Field of Fluent's needs to say what is wrong. */
export const wrong = (message: string | undefined) =>
  message === undefined ? {} : { validationMessage: message, validationState: 'error' as const };
