import { Badge, Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { memo, useMemo, useRef } from 'react';
import type { ConversationView, MessageView } from '../../people/views.ts';
import { AdaptiveCardView } from '../cards/AdaptiveCardView.tsx';
import { useOwnCard } from '../cards/ownCard.ts';
import { timeOf } from '../language/moments.ts';
import { useWords } from '../language/words.ts';
import { PersonAvatar } from '../people/PersonAvatar.tsx';
import { useWindow } from '../window/windowContext.ts';
import { MessageText } from './MessageText.tsx';
import { isTaken, OutcomeLines, useOutcome } from './Outcome.tsx';
import { plainText } from './plainText.ts';

type Props = {
  message: MessageView;
  place: ConversationView['kind'];
  botIsIn: boolean;
  /** It stands under one of the same author. */
  follows: boolean;
};

/** One message: who, when, what was said, and its card. Drawn again when it changes, not with each that comes after it. */
export const Message = memo(function Message({ message, place, botIsIn, follows }: Props) {
  const words = useWords();
  const { session, settings, onCard } = useWindow();
  const author = message.from?.name ?? settings.app.name;
  const at = timeOf(message.at, words);
  const isOwn = place !== 'channel' && message.from?.alias === session.who;
  const outcome = useOutcome();
  const article = useRef<HTMLElement>(null);
  const card = useOwnCard(message, article);
  const kept = useMemo(
    () => onCard({ conversation: message.conversation, id: message.id }),
    [onCard, message.conversation, message.id],
  );
  return (
    <article
      ref={article}
      className="message"
      data-own={isOwn}
      data-follows={follows}
      data-card={card !== null}
      data-message={message.id}
      aria-label={words.conversation.from(author, at)}
    >
      <span className="message-avatar">{!isOwn && !follows && <PersonAvatar from={message.from} />}</span>
      <div className="message-body">
        {!follows && (
          <div className="message-head">
            {!isOwn && <span className="message-author">{author}</span>}
            {message.from === null && (
              <Badge appearance="tint" size="small" color="informative">
                {words.conversation.app}
              </Badge>
            )}
            <time dateTime={message.at}>{at}</time>
            {message.revision > 0 && !message.deleted && <span>{words.conversation.edited}</span>}
          </div>
        )}
        <div className="bubble">
          {message.deleted ? (
            <p className="deleted">{words.conversation.deleted}</p>
          ) : (
            <>
              {message.text !== '' && <MessageText text={message.text} textFormat={message.textFormat} />}
              {card !== null && (
                <AdaptiveCardView
                  card={card}
                  kept={kept}
                  onPress={async ({ action, inputs }) =>
                    isTaken(action, await outcome.of(session.press(message, action, inputs)))
                  }
                  onTouch={outcome.forget}
                />
              )}
            </>
          )}
        </div>
        {message.targeted && (
          <p className="targeted">
            <EyeRegular aria-hidden /> {words.conversation.onlyYou}
          </p>
        )}
        <OutcomeLines outcome={outcome} />
      </div>
      {!message.deleted && (
        <MessageMenu
          message={message}
          canRunCommands={botIsIn && !message.targeted}
          onCommand={(id) => outcome.of(session.runCommand(message, id))}
        />
      )}
    </article>
  );
});

function MessageMenu(props: { message: MessageView; canRunCommands: boolean; onCommand: (id: string) => void }) {
  const words = useWords();
  const { settings } = useWindow();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          className="message-more"
          size="small"
          icon={<MoreHorizontalRegular />}
          aria-label={words.conversation.more}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.canRunCommands &&
            settings.app.messageActions.map(({ id, title, description }) => (
              <MenuItem
                key={id}
                icon={<img className="menu-icon" src="/sandbox/window/icon.png" alt="" />}
                subText={description}
                onClick={() => props.onCommand(id)}
              >
                {title}
              </MenuItem>
            ))}
          <MenuItem onClick={() => navigator.clipboard.writeText(plainText(props.message, words))}>
            {words.conversation.copyText}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
