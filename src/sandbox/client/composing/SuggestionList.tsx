import { useEffect, useRef } from 'react';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import type { Suggestion } from './suggestions.ts';

/** What may be taken, above the box; the box keeps the focus and names the active one. */
export function SuggestionList(props: {
  id: string;
  suggestions: readonly Suggestion[];
  active: number;
  label: string;
  onTake: (suggestion: Suggestion) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const { id, suggestions, active, onTake } = props;
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="suggestions" role="listbox" id={id} aria-label={props.label} ref={list}>
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus, as a list of suggestions has it
        <div
          key={suggestion.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className="suggestion"
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
          }}
        >
          {suggestion.kind === 'command' ? (
            <img src="/sandbox/window/icon.png" alt="" />
          ) : (
            <PersonAvatar
              from={suggestion.alias === null ? null : { alias: suggestion.alias, name: suggestion.name }}
              size={24}
            />
          )}
          <span className="list-words">
            <strong>{suggestion.name}</strong>
            <span className="list-preview">{suggestion.note}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
