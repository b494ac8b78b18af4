import { Button, MessageBar, MessageBarBody, Spinner } from '@fluentui/react-components';
import { SendFilled } from '@fluentui/react-icons/svg/send';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ConversationView } from '../../people/views.ts';
import { useWords } from '../language/words.ts';
import { useWindow } from '../window/windowContext.ts';
import { useRoster } from './roster.ts';
import { SuggestionList } from './SuggestionList.tsx';
import { useSending } from './sending.ts';
import { commandsIn, type Suggestion, suggestionsFor } from './suggestions.ts';

/** The box to write in. `box` names its draft; `replyTo` is the thread's first message, null for a new one. */
export function Compose(props: {
  conversation: ConversationView;
  replyTo: string | null;
  box: string;
  takesFocus?: boolean;
  onSend?: () => void;
}) {
  const words = useWords();
  const { settings, session, drafts } = useWindow();
  const { conversation, replyTo, box, takesFocus = false, onSend } = props;
  const text = useSyncExternalStore(drafts.subscribe, () => drafts.of(box));
  const puts = useSyncExternalStore(drafts.subscribe, () => drafts.puts(box));
  const roster = useRoster(conversation.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const sending = useSending(conversation, replyTo, roster);

  const bot = conversation.kind !== 'personal' && conversation.botIsIn ? settings.app.name : null;
  const suggestions = useMemo(() => {
    const commands = conversation.botIsIn ? commandsIn(settings.app.commandLists, conversation) : [];
    return suggestionsFor(text.slice(0, caret), { commands, roster, bot, who: session.who });
  }, [text, caret, conversation, settings, roster, bot, session.who]);
  const isOpen = suggestions.length > 0 && dismissed !== text;
  // After a space more may follow the command, so that Enter is left to sending until somebody chooses.
  const active = isOpen ? Math.min(chosen, suggestions.length - 1) : -1;

  useEffect(() => {
    const { current } = field;
    if (current === null || (puts === 0 && !takesFocus)) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
    setCaret(current.value.length);
    setDismissed(current.value);
  }, [puts, takesFocus]);

  const write = (next: string, at: number) => {
    drafts.set(box, next);
    setCaret(at);
    setChosen(/^[/／].*\s$/u.test(next) ? -1 : 0);
  };
  const take = (suggestion: Suggestion) => {
    const next = text.slice(0, suggestion.from) + suggestion.insert + text.slice(caret);
    const at = suggestion.from + suggestion.insert.length;
    write(next, at);
    setDismissed(next);
    field.current?.focus();
    requestAnimationFrame(() => field.current?.setSelectionRange(at, at));
  };
  const send = async () => {
    if (text.trim() === '') return;
    drafts.set(box, '');
    setCaret(0);
    onSend?.();
    const isSent = await sending.send(text.trim());
    if (!isSent && drafts.of(box) === '') drafts.set(box, text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends a conversion from kana is not for us.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const suggestion = suggestions[active];
    // A command that stands there already is not completed but sent.
    const isWhole = event.key === 'Enter' && suggestion?.name === text.trim();
    if (isOpen && step !== undefined) {
      event.preventDefault();
      setChosen((active + step + suggestions.length) % suggestions.length);
    } else if (isOpen && event.key === 'Escape') {
      event.preventDefault();
      setDismissed(text);
    } else if (
      suggestion !== undefined &&
      !isWhole &&
      (event.key === 'Enter' || event.key === 'Tab') &&
      !event.shiftKey
    ) {
      event.preventDefault();
      take(suggestion);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };

  const hint =
    replyTo !== null
      ? words.compose.reply
      : conversation.kind === 'personal'
        ? words.compose.toBot
        : conversation.botIsIn
          ? words.compose.inChannel
          : words.compose.message;
  return (
    <div className="compose">
      <div role="status" className="compose-status">
        {sending.isWaiting && <Spinner size="extra-tiny" label={words.compose.sending} />}
      </div>
      {sending.problem !== null && (
        <MessageBar intent="error" layout="multiline" className="compose-problem">
          <MessageBarBody>{sending.problem}</MessageBarBody>
        </MessageBar>
      )}
      {isOpen && (
        <SuggestionList
          id={listId}
          suggestions={suggestions}
          active={active}
          label={suggestions[0]?.kind === 'command' ? words.compose.commands : words.compose.mention}
          onTake={take}
        />
      )}
      <div className="compose-box">
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={hint}
          aria-label={hint}
          aria-autocomplete="list"
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          onChange={(event) => write(event.target.value, event.target.selectionStart)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <Button
          appearance="transparent"
          icon={<SendFilled />}
          aria-label={words.compose.send}
          title={words.compose.send}
          disabled={text.trim() === ''}
          onClick={send}
        />
      </div>
    </div>
  );
}
