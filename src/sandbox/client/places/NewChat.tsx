import { Button, Field, Input, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useState } from 'react';
import { useWords } from '../language/words.ts';
import { PeoplePicker } from '../people/PeoplePicker.tsx';
import { useTelling } from '../window/toasts.ts';
import { useSession, useWindow } from '../window/windowContext.ts';

/** Starts a group chat with the bot in it. */
export function NewChat() {
  const words = useWords();
  const tell = useTelling();
  const { session, go } = useWindow();
  const people = useSession('people');
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const [topic, setTopic] = useState('');
  const others = people
    .filter(({ alias }) => alias !== session.who)
    .map(({ alias, name, jobTitle }) => ({ value: alias, alias, name, note: jobTitle }));
  const create = async () => {
    try {
      const chat = await session.createChat(chosen, topic);
      setIsOpen(false);
      setChosen([]);
      setTopic('');
      go({ view: 'chat', conversation: chat.id });
    } catch {
      tell(words.problems.other, 'error');
    }
  };
  return (
    <Popover open={isOpen} onOpenChange={(_, { open }) => setIsOpen(open)} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<AddRegular />} aria-label={words.list.newChat} title={words.list.newChat} />
      </PopoverTrigger>
      <PopoverSurface className="new-chat" aria-label={words.list.newChat}>
        <Field label={words.list.newChatWith}>
          <PeoplePicker people={others} chosen={chosen} onChoose={setChosen} isMultiple placeholder="" />
        </Field>
        <Field label={words.list.newChatTopic}>
          <Input value={topic} onChange={(_, { value }) => setTopic(value)} />
        </Field>
        <Button appearance="primary" disabled={chosen.length === 0} onClick={create}>
          {words.list.create}
        </Button>
      </PopoverSurface>
    </Popover>
  );
}
